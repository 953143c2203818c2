package io.talkmatrix.standalone.doctor;

import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.inference.models.ModelStore.Presence;
import io.talkmatrix.standalone.cli.Progress;
import java.util.ArrayList;
import java.util.List;

/** The models that the settings ask for: there, and byte for byte what the catalogue says. */
final class ModelChecks {

    private ModelChecks() {}

    /** @param hash whether every file is hashed again, which takes a second for each gigabyte or two */
    static List<Finding> all(ModelStore store, List<String> models, boolean hash) {
        List<Finding> all = new ArrayList<>();
        for (String id : models.stream().distinct().toList()) {
            all.add(model(store, id, hash));
        }
        return all;
    }

    private static Finding model(ModelStore store, String id, boolean hash) {
        String what = "model " + id;
        ModelStore.Status status = store.status(id);
        String pull = "./talkmatrix models pull " + id;
        if (status.presence() == Presence.MISSING) {
            return Finding.warn(what, "not there", "it is pulled when it is needed, or now: " + pull);
        }
        if (status.presence() == Presence.PARTIAL) {
            return Finding.warn(what, "not complete", pull);
        }
        List<String> wrong = hash ? store.verify(id) : List.of();
        return wrong.isEmpty()
                ? Finding.ok(what, Progress.bytes(status.bytesOnDisk()) + (hash ? ", verified" : ""))
                : Finding.fail(what, String.join("; ", wrong), pull);
    }
}
