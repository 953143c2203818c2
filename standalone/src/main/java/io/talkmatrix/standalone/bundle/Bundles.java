package io.talkmatrix.standalone.bundle;

import io.talkmatrix.schemas.BadRecordException;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The form of a bundle: a ZIP file with {@value #MANIFEST} (see {@link Manifest}), the Avro schemas as {@code
 * schemas/N.avsc}, and {@value #RECORDS}, one record after the other: topic, timestamp in ms, number of the schema, Avro
 * body, headers; numbers big-endian, texts and bytes with their length in 4 bytes before them. Every key is the room.
 */
final class Bundles {

    static final String MANIFEST = "manifest.json";
    static final String RECORDS = "records";

    /** Bytes of all records; a turn of 15 minutes with its frames is about 400 MB. */
    static final long MOST_BYTES = 1L << 30;

    static final int MOST_RECORDS = 500_000;
    static final int MOST_SCHEMAS = 64;
    static final int MOST_TEXT_BYTES = 1 << 20;
    private static final int MOST_HEADERS = 64;

    private Bundles() {}

    /**
     * One record.
     *
     * @param schema number of its schema in the bundle
     */
    record Bundled(Topic<?> topic, long millis, int schema, byte[] body, List<NamedBytes> headers) {}

    /** One header; the value may be null. */
    record NamedBytes(String name, byte[] value) {}

    static String schemaEntry(int number) {
        return "schemas/" + number + ".avsc";
    }

    static List<NamedBytes> headers(Headers headers) {
        List<NamedBytes> all = new ArrayList<>();
        for (Header header : headers) {
            all.add(new NamedBytes(header.key(), header.value()));
        }
        return all;
    }

    static void write(Bundled record, DataOutputStream out) throws IOException {
        write(record.topic().name().getBytes(StandardCharsets.UTF_8), out);
        out.writeLong(record.millis());
        out.writeInt(record.schema());
        write(record.body(), out);
        out.writeInt(record.headers().size());
        for (NamedBytes header : record.headers()) {
            write(header.name().getBytes(StandardCharsets.UTF_8), out);
            write(header.value(), out);
        }
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    /**
     * Reads one record.
     *
     * @throws BadRecordException if there is none, or one that cannot be
     */
    static Bundled read(DataInputStream in) throws IOException {
        try {
            String name = text(in);
            Topic<?> topic = Topics.named(name)
                    .orElseThrow(() -> new BadRecordException("a record is of a topic that there is not"));
            long millis = in.readLong();
            int schema = in.readInt();
            byte[] body = bytes(in, topic.maxMessageBytes());
            int count = in.readInt();
            if (millis < 0 || body == null || count < 0 || count > MOST_HEADERS) {
                throw new BadRecordException("a record of " + name + " is none");
            }
            List<NamedBytes> headers = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                headers.add(new NamedBytes(text(in), bytes(in, MOST_TEXT_BYTES)));
            }
            return new Bundled(topic, millis, schema, body, headers);
        } catch (EOFException e) {
            throw new BadRecordException("its records break off", e);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        byte[] bytes = bytes(in, MOST_TEXT_BYTES);
        if (bytes == null) {
            throw new BadRecordException("a name is missing");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(DataInputStream in, int most) throws IOException {
        int length = in.readInt();
        if (length == -1) {
            return null;
        }
        if (length < 0 || length > most) {
            throw new BadRecordException("a length of " + length + " cannot be");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    static UserError refused(Path file, String why, Exception cause) {
        return new UserError(Kind.BAD_DATA, file + " is no bundle that can be used: " + why, cause);
    }
}
