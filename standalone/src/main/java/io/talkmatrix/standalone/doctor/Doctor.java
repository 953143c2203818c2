package io.talkmatrix.standalone.doctor;

import io.talkmatrix.inference.Device;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.standalone.cli.Exposure;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.config.ProcessVariable;
import io.talkmatrix.standalone.config.Settings;
import io.talkmatrix.standalone.config.SettingsException;
import io.talkmatrix.standalone.stack.DefaultModels;
import io.talkmatrix.standalone.stack.StackSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All checks, in the order in which one thing builds on another. */
public final class Doctor {

    private Doctor() {}

    /**
     * Takes seconds; changes nothing but that a model with a wrong file is no longer taken for complete.
     *
     * @param port of the console
     * @param hash whether the models' files are hashed again
     */
    public static List<Finding> examine(
            StackSettings stack, String profile, int port, boolean hash, Map<String, String> environment)
            throws InterruptedException {
        ModelStore store = ModelStore.ofProcess();
        List<Finding> all = new ArrayList<>(
                MachineChecks.all(stack.dataFolder(), store.settings().cache(), port));
        all.add(exposure(environment));
        try {
            Settings settings = stack.stages(profile).settings();
            all.add(Finding.ok("settings", "profile " + profile));
            all.addAll(ModelChecks.all(store, DefaultModels.of(settings), hash));
            all.addAll(GpuChecks.all(Device.parse(settings.inference().device())));
        } catch (SettingsException e) {
            all.add(Finding.fail("settings", e.getMessage(), "./talkmatrix config lists them"));
        }
        all.addAll(ClusterChecks.all(stack));
        return all;
    }

    private static Finding exposure(Map<String, String> environment) {
        String host = environment.getOrDefault(ProcessVariable.TALKMATRIX_HOST.name(), "");
        if (host.isBlank()) {
            return Finding.ok("console", "serves this machine only, unless --host says otherwise");
        }
        try {
            Exposure.require(host, environment);
            return Finding.ok("console", "would serve at " + host);
        } catch (UserError e) {
            return Finding.fail("console", e.getMessage(), "see docs/deploy.md");
        }
    }
}
