package io.talkmatrix.reply;

import java.util.List;

/** Where rooms get their knowledge. Safe for use from any thread. */
public interface KnowledgeLibrary {

    /**
     * The knowledge of some files, read again only when a file changed.
     *
     * @param paths files in the order of {@link io.talkmatrix.stage.Room#knowledge()}; none is {@link Knowledge#NONE}
     * @throws KnowledgeException a file cannot be used; the message names the file and the line
     */
    Knowledge of(List<String> paths);
}
