package io.talkmatrix.face;

import io.talkmatrix.stage.Viseme;
import java.util.List;

/** A face made ready to speak by a {@link FaceEngine}: immutable, shared by all rooms that show it. */
public interface Avatar {

    String name();

    /** The frame at rest: exactly what a session renders while nothing moves. */
    Picture rest();

    /** What a person should know about this portrait (several faces, turned head …); empty if it is a good one. */
    List<String> warnings();

    /** How far this face can make a shape without tearing the picture: 1 fully, towards 0 hardly at all. */
    float reach(Viseme viseme);
}
