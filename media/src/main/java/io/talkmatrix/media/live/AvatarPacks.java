package io.talkmatrix.media.live;

import io.talkmatrix.media.MediaException;
import io.talkmatrix.media.live.AvatarPack.Unit;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.Scene;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Folders of avatar packs: one folder for each {@link #key}, with {@code idle.h264pack} (all clips), {@code rest.jpg} and,
 * written last, {@code pack.json} (what is inside, for people and tools). A pack that is written anew replaces the old one
 * file by file; readers never see half a file. Safe for use from any thread.
 */
public final class AvatarPacks {

    private static final String CLIPS = "idle.h264pack";
    private static final String STILL = "rest.jpg";
    private static final String DESCRIPTION = "pack.json";
    private static final int MAGIC = 0x544d4950; // "TMIP"
    private static final int FORMAT = 1;
    private static final String LOOP = "loop";
    private static final String REST = "rest";
    private static final String SETTLE = "settle:";
    private static final int MOST_CLIPS = 1_000;
    private static final int MOST_FRAMES = 10_000;
    private static final int MOST_FRAME_BYTES = 4_000_000;
    private static final int VARIANTS = 4;

    private final Path folder;

    /** @param folder made when the first pack is written */
    public AvatarPacks(Path folder) {
        this.folder = folder;
    }

    /**
     * Name of a pack's folder. Rooms share packs: of their seeds only four variants are told apart.
     *
     * @param avatar as in the room's settings; blank is {@code default}
     * @param seed of the room
     */
    public static String key(String avatar, int width, int height, int framesPerSecond, long seed) {
        String name = avatar.isBlank() ? "default" : avatar;
        String inside = name + "|" + width + "x" + height + "|" + framesPerSecond + "|" + variant(seed);
        String words = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return words.substring(0, Math.min(24, words.length())) + "-"
                + digest(inside.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }

    /** The same for a room: rooms in different scenes never share a pack. */
    public static String key(Room room, int width, int height, int framesPerSecond) {
        String scene = room.scene().toMap().toString();
        String look = room.scene().equals(Scene.PLAIN)
                ? room.avatar()
                : digest(scene.getBytes(StandardCharsets.UTF_8)).substring(0, 12) + "/" + room.avatar();
        return key(look, width, height, framesPerSecond, room.seed());
    }

    /** The seed that a room's pack is made with. */
    public static long variant(long seed) {
        return Math.floorMod(seed, (long) VARIANTS);
    }

    /** Content's version: equal bytes, equal version. */
    static String digest(byte[]... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha.update(part);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** When the pack was written, if it is there. */
    public Optional<FileTime> written(String key) {
        Path description = folder.resolve(key).resolve(DESCRIPTION);
        try {
            return Files.exists(description) ? Optional.of(Files.getLastModifiedTime(description)) : Optional.empty();
        } catch (IOException e) {
            throw new MediaException("avatar pack " + description + " cannot be looked at: " + e.getMessage(), e);
        }
    }

    /** What the pack was made from, as its writer said, if the pack is there. */
    public Optional<String> madeFrom(String key) {
        if (written(key).isEmpty()) {
            return Optional.empty();
        }
        try (DataInputStream in = open(key)) {
            return Optional.of(in.readUTF());
        } catch (IOException e) {
            throw broken(key, e);
        }
    }

    /**
     * Reads a pack.
     *
     * @throws MediaException it is not there, or broken
     */
    public AvatarPack read(String key) {
        try (DataInputStream in = open(key)) {
            in.readUTF();
            String version = in.readUTF();
            int width = in.readInt();
            int height = in.readInt();
            int framesPerSecond = in.readInt();
            List<Unit> loop = List.of();
            List<Unit> rest = List.of();
            Map<Integer, List<Unit>> settles = new TreeMap<>();
            int clips = bounded(in.readInt(), MOST_CLIPS, "clips");
            for (int i = 0; i < clips; i++) {
                String name = in.readUTF();
                List<Unit> clip = readClip(in);
                if (name.equals(LOOP)) {
                    loop = clip;
                } else if (name.equals(REST)) {
                    rest = clip;
                } else {
                    settles.put(Integer.parseInt(name.substring(SETTLE.length())), clip);
                }
            }
            return new AvatarPack(version, width, height, framesPerSecond, loop, rest, settles);
        } catch (IOException | RuntimeException e) {
            throw broken(key, e);
        }
    }

    private DataInputStream open(String key) throws IOException {
        DataInputStream in = new DataInputStream(
                new BufferedInputStream(Files.newInputStream(folder.resolve(key).resolve(CLIPS))));
        if (in.readInt() != MAGIC || in.readInt() != FORMAT) {
            in.close();
            throw new IOException("not of format " + FORMAT);
        }
        return in;
    }

    private MediaException broken(String key, Exception cause) {
        return new MediaException(
                "avatar pack " + folder.resolve(key) + " cannot be read (" + cause.getMessage()
                        + "); delete the folder and it is made anew",
                cause);
    }

    private static List<Unit> readClip(DataInputStream in) throws IOException {
        int frames = bounded(in.readInt(), MOST_FRAMES, "frames");
        List<Unit> clip = new ArrayList<>(frames);
        for (int i = 0; i < frames; i++) {
            boolean key = in.readBoolean();
            byte[] data = new byte[bounded(in.readInt(), MOST_FRAME_BYTES, "bytes of a frame")];
            in.readFully(data);
            clip.add(new Unit(data, key));
        }
        return clip;
    }

    private static int bounded(int count, int most, String what) throws IOException {
        if (count < 0 || count > most) {
            throw new IOException(count + " " + what + ", at most " + most + " are possible");
        }
        return count;
    }

    /**
     * Writes a pack; its version is made from its content.
     *
     * @param madeFrom what it would have to be made anew for if it changed
     * @param rest the rest pose as a JPEG
     */
    public AvatarPack write(String key, String madeFrom, AvatarPack pack, byte[] rest) {
        AvatarPack named = new AvatarPack(
                version(pack),
                pack.width(),
                pack.height(),
                pack.framesPerSecond(),
                pack.loop(),
                pack.rest(),
                pack.settles());
        Path target = folder.resolve(key);
        try {
            Files.createDirectories(target);
            replace(target.resolve(CLIPS), out -> writeClips(out, madeFrom, named));
            replace(target.resolve(STILL), out -> out.write(rest));
            replace(
                    target.resolve(DESCRIPTION),
                    out -> out.write(describe(key, named).getBytes(StandardCharsets.UTF_8)));
            return named;
        } catch (IOException e) {
            throw new MediaException("avatar pack " + target + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static String version(AvatarPack pack) {
        List<byte[]> parts = new ArrayList<>();
        pack.loop().forEach(unit -> parts.add(unit.data()));
        pack.rest().forEach(unit -> parts.add(unit.data()));
        new TreeMap<>(pack.settles()).values().forEach(clip -> clip.forEach(unit -> parts.add(unit.data())));
        return digest(parts.toArray(byte[][]::new)).substring(0, 16);
    }

    private static String describe(String key, AvatarPack pack) {
        return String.format(
                Locale.ROOT,
                "{%n  \"key\": \"%s\",%n  \"format\": %d,%n  \"version\": \"%s\",%n  \"width\": %d,%n  \"height\": %d,%n"
                        + "  \"framesPerSecond\": %d,%n  \"loopFrames\": %d,%n  \"restFrames\": %d,%n  \"settles\": %d,%n"
                        + "  \"bytes\": %d%n}%n",
                key,
                FORMAT,
                pack.version(),
                pack.width(),
                pack.height(),
                pack.framesPerSecond(),
                pack.loop().size(),
                pack.rest().size(),
                pack.settles().size(),
                pack.bytes());
    }

    private static void writeClips(DataOutputStream out, String madeFrom, AvatarPack pack) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(FORMAT);
        out.writeUTF(madeFrom);
        out.writeUTF(pack.version());
        out.writeInt(pack.width());
        out.writeInt(pack.height());
        out.writeInt(pack.framesPerSecond());
        out.writeInt(2 + pack.settles().size());
        writeClip(out, LOOP, pack.loop());
        writeClip(out, REST, pack.rest());
        for (Map.Entry<Integer, List<Unit>> settle : new TreeMap<>(pack.settles()).entrySet()) {
            writeClip(out, SETTLE + settle.getKey(), settle.getValue());
        }
    }

    private static void writeClip(DataOutputStream out, String name, List<Unit> clip) throws IOException {
        out.writeUTF(name);
        out.writeInt(clip.size());
        for (Unit unit : clip) {
            out.writeBoolean(unit.key());
            out.writeInt(unit.data().length);
            out.write(unit.data());
        }
    }

    /** Writes a file. */
    private interface Content {
        void to(DataOutputStream out) throws IOException;
    }

    private static void replace(Path file, Content content) throws IOException {
        // Not a temporary file of the JDK's: those are for this user alone, and a sink may run as another one.
        String owner =
                ProcessHandle.current().pid() + "-" + Thread.currentThread().getId();
        Path partial = file.resolveSibling("." + file.getFileName() + "." + owner + ".part");
        try {
            try (DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(partial)))) {
                content.to(out);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
