package io.talkmatrix.asr;

import java.util.List;

/**
 * The smallest part of a transcript that an engine can be told to begin with: whole characters.
 *
 * @param text with the space before it where the language writes one
 * @param tokens the engine's own names for it; mean nothing to any other engine
 */
public record Piece(String text, List<Integer> tokens) {

    public Piece {
        tokens = List.copyOf(tokens);
    }
}
