package io.talkmatrix.standalone.cli;

import io.talkmatrix.standalone.config.ProcessVariable;
import io.talkmatrix.standalone.config.Setting;
import io.talkmatrix.standalone.stack.StackOptions;
import io.talkmatrix.standalone.stack.StackSettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The settings as they count. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = {
            "Prints every setting, its value and where it comes from.",
            "列出所有设置、取值及其来源。",
            "What each means: docs/config.md."
        })
public class ConfigCommand implements Callable<Integer> {

    @Option(
            names = "--profile",
            paramLabel = "P",
            defaultValue = "default",
            description = "default or edge (smallest models).")
    String profile;

    @Mixin
    StackOptions options;

    @Override
    public Integer call() {
        StackSettings stack = options.settings();
        List<Setting> all = stack.stages(profile).all();
        int width = all.stream().mapToInt(ConfigCommand::width).max().orElse(0);
        for (Setting setting : all) {
            String origin = setting.origin().orElse("default");
            System.out.printf(
                    "%s=%s%s  %s%n", setting.key(), setting.shown(), " ".repeat(width - width(setting)), origin);
        }
        System.out.println();
        System.out.println("data folder: " + stack.dataFolder());
        for (ProcessVariable variable : ProcessVariable.values()) {
            System.out.println(variable + ": " + shown(variable, System.getenv(variable.name())));
        }
        return 0;
    }

    private static int width(Setting setting) {
        return setting.key().length() + 1 + setting.shown().length();
    }

    private static String shown(ProcessVariable variable, String value) {
        if (value == null) {
            return "not set";
        }
        return variable.secret() ? "set (not shown)" : new Setting(variable.name(), value, Optional.empty()).shown();
    }
}
