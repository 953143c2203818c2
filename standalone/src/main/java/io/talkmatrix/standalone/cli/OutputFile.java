package io.talkmatrix.standalone.cli;

import io.talkmatrix.standalone.cli.UserError.Kind;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that the user names for a result: whether it can be written is known before the work. */
public final class OutputFile {

    private OutputFile() {}

    /** @throws UserError its folder is not there or must not be written to */
    public static void require(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new UserError(
                    Kind.CANNOT_CREATE, "cannot write " + file + ": " + folder + " is not a writable folder");
        }
    }
}
