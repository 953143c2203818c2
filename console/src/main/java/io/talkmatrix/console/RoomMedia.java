package io.talkmatrix.console;

import java.util.Map;
import java.util.Optional;

/** Picture and sound of the rooms, as pages play them. Safe for use from any thread. */
public interface RoomMedia {

    /**
     * One page that watches a room. Called from one thread at a time, in order; must not wait. Byte arrays are shared by
     * all viewers: read only.
     */
    interface Viewer {

        /** The MP4 initialization segment; also after a change of size or codec. */
        void init(byte[] segment);

        /** One fragment ({@code moof} and {@code mdat}); the first after {@link #init} begins with a key frame. */
        void fragment(byte[] fragment);

        /** A control message, {@code type} among its keys; values are strings, numbers, booleans, lists and maps. */
        void control(Map<String, Object> message);
    }

    /** Ends watching. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Starts to send a room to a viewer, if the room is open. */
    Optional<Watch> watch(String room, Viewer viewer);

    /** A recent picture of the room as JPEG, if there is one. */
    Optional<byte[]> thumbnail(String room);
}
