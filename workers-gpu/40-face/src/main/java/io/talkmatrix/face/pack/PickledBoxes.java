package io.talkmatrix.face.pack;

import io.talkmatrix.face.PortraitException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code coords.pkl} of LiveTalking, a list of boxes, without executing anything. A pickle is a program that may call
 * any function; this reads the few instructions that lists, tuples and whole numbers are written with, keeps what is to be
 * called as data, understands NumPy's whole numbers among it, and refuses everything else by name.
 */
final class PickledBoxes {

    /** A face's place in a frame, pixels, in the file's order. */
    record Box(int top, int bottom, int left, int right) {}

    private static final int MOST_VALUES = 1_000_000;
    private static final int MOST_BOXES = 20_000;
    private static final Set<String> KNOWN =
            Set.of("numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar", "numpy.dtype");

    private record Named(String name) {}

    private record Call(Named called, List<?> arguments) {}

    private enum Mark {
        MARK
    }

    private final ByteBuffer in;
    private final Deque<Object> stack = new ArrayDeque<>();
    private final Map<Integer, Object> memo = new HashMap<>();
    private int values;

    private PickledBoxes(byte[] file) {
        in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * @param name of the file, for messages
     * @throws PortraitException it is damaged, or holds anything but boxes of whole numbers
     */
    static List<Box> read(String name, byte[] file) {
        try {
            Object value = new PickledBoxes(file).value();
            if (!(value instanceof List<?> list) || list.isEmpty() || list.size() > MOST_BOXES) {
                throw new IllegalArgumentException("is no list of 1 to " + MOST_BOXES + " boxes");
            }
            List<Box> boxes = new ArrayList<>();
            for (Object item : list) {
                if (!(item instanceof List<?> box) || box.size() != 4) {
                    throw new IllegalArgumentException("has something else than boxes of four numbers");
                }
                boxes.add(new Box(number(box.get(0)), number(box.get(1)), number(box.get(2)), number(box.get(3))));
            }
            return boxes;
        } catch (BufferUnderflowException e) {
            throw new PortraitException(name + " is cut short", e);
        } catch (IllegalArgumentException e) {
            throw new PortraitException(name + " " + e.getMessage(), e);
        }
    }

    private Object value() {
        while (true) {
            int code = in.get() & 0xff;
            switch (code) {
                case 0x80 -> in.get(); // PROTO
                case 0x95 -> in.getLong(); // FRAME
                case '.' -> {
                    return pop();
                }
                case '(' -> push(Mark.MARK);
                case ']', ')' -> push(new ArrayList<>());
                case 'a' -> {
                    Object item = pop();
                    list().add(item);
                }
                case 'e' -> {
                    List<Object> items = marked();
                    list().addAll(items);
                }
                case 't', 'l' -> push(marked());
                case 0x85 -> push(last(1));
                case 0x86 -> push(last(2));
                case 0x87 -> push(last(3));
                case 'J' -> push((long) in.getInt());
                case 'K' -> push((long) (in.get() & 0xff));
                case 'M' -> push((long) (in.getShort() & 0xffff));
                case 0x8a -> push(whole(bytes(in.get() & 0xff)));
                case 'N' -> push("None");
                case 0x88 -> push(1L);
                case 0x89 -> push(0L);
                case 'X' -> push(new String(bytes(in.getInt()), StandardCharsets.UTF_8));
                case 0x8c -> push(new String(bytes(in.get() & 0xff), StandardCharsets.UTF_8));
                case 'C' -> push(bytes(in.get() & 0xff));
                case 'B' -> push(bytes(in.getInt()));
                case 0x94 -> memo.put(memo.size(), peek());
                case 'q' -> memo.put(in.get() & 0xff, peek());
                case 'r' -> memo.put(in.getInt(), peek());
                case 'h' -> push(remembered(in.get() & 0xff));
                case 'j' -> push(remembered(in.getInt()));
                case 'c' -> push(named(line(), line()));
                case 0x93 -> {
                    List<Object> names = last(2);
                    push(named(String.valueOf(names.get(0)), String.valueOf(names.get(1))));
                }
                case 'R' -> call();
                case 'b' -> build();
                default ->
                    throw new IllegalArgumentException(String.format(
                            "has the pickle instruction 0x%02x at byte %d, which no list of boxes needs",
                            code, in.position() - 1));
            }
        }
    }

    private static Named named(String module, String name) {
        String whole = module + "." + name;
        if (!KNOWN.contains(whole)) {
            throw new IllegalArgumentException("wants to call " + whole + ", which is never done: only boxes are read");
        }
        return new Named(whole);
    }

    private void call() {
        Object arguments = pop();
        Object called = pop();
        if (!(called instanceof Named named) || !(arguments instanceof List<?> list)) {
            throw new IllegalArgumentException("calls something that has no name");
        }
        push(new Call(named, list));
    }

    /** Details of a NumPy type, of which only the order of bytes matters. */
    private void build() {
        if (pop() instanceof List<?> details && details.contains(">")) {
            throw new IllegalArgumentException("has numbers with their highest byte first");
        }
    }

    /** A whole number, or one of NumPy's: its type's name, such as {@code i8}, and its bytes. */
    private static int number(Object value) {
        long number;
        if (value instanceof Long whole) {
            number = whole;
        } else if (value instanceof Call call
                && call.called().name().endsWith(".scalar")
                && call.arguments().size() == 2
                && call.arguments().get(0) instanceof Call type
                && type.called().name().equals("numpy.dtype")
                && !type.arguments().isEmpty()
                && type.arguments().get(0) instanceof String kind
                && kind.matches("[iu][1248]")
                && call.arguments().get(1) instanceof byte[] bytes
                && bytes.length == kind.charAt(1) - '0') {
            number = whole(bytes);
        } else {
            throw new IllegalArgumentException("has a box with something else than whole numbers");
        }
        if (number < 0 || number > 100_000) {
            throw new IllegalArgumentException("has a box with " + number + ", which is in no picture");
        }
        return (int) number;
    }

    /** Little-endian, with sign; up to eight bytes. */
    private static long whole(byte[] bytes) {
        if (bytes.length > 8) {
            throw new IllegalArgumentException("has a number of " + bytes.length + " bytes");
        }
        long value = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            value = i == bytes.length - 1 ? bytes[i] : value << 8 | bytes[i] & 0xff;
        }
        return value;
    }

    private byte[] bytes(int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private String line() {
        int from = in.position();
        while (in.get() != '\n') {
            if (in.position() - from > 200) {
                throw new IllegalArgumentException("has a name of more than 200 bytes");
            }
        }
        return new String(in.array(), from, in.position() - from - 1, StandardCharsets.UTF_8);
    }

    private void push(Object value) {
        if (++values > MOST_VALUES) {
            throw new IllegalArgumentException("has more than " + MOST_VALUES + " values");
        }
        stack.push(value);
    }

    private Object pop() {
        Object value = stack.poll();
        if (value == null) {
            throw new IllegalArgumentException("takes a value that is not there");
        }
        return value;
    }

    private Object peek() {
        Object value = stack.peek();
        if (value == null) {
            throw new IllegalArgumentException("remembers a value that is not there");
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private List<Object> list() {
        if (!(peek() instanceof List<?> list)) {
            throw new IllegalArgumentException("appends to what is no list");
        }
        return (List<Object>) list;
    }

    private List<Object> last(int count) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(0, pop());
        }
        return items;
    }

    private List<Object> marked() {
        List<Object> items = new ArrayList<>();
        for (Object item = pop(); item != Mark.MARK; item = pop()) {
            items.add(item);
        }
        Collections.reverse(items);
        return items;
    }

    private Object remembered(int key) {
        Object value = memo.get(key);
        if (value == null) {
            throw new IllegalArgumentException("recalls a value that was never remembered");
        }
        return value;
    }
}
