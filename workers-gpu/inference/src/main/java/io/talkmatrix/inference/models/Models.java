package io.talkmatrix.inference.models;

import java.nio.file.Path;

/** Where engines get their model files. Safe for use from any thread. */
public interface Models {

    /**
     * The folder of a model of the catalogue, with all its files verified and imported. Pulls it if that is allowed and
     * it is not there yet.
     *
     * @param id model id of the catalogue, for example {@code whisper-base}
     * @throws io.talkmatrix.inference.ModelMissingException with the command that pulls it
     */
    Path folder(String id);

    default Path file(String id, String name) {
        return folder(id).resolve(name);
    }
}
