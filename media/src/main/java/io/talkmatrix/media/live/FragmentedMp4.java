package io.talkmatrix.media.live;

import java.util.List;

/**
 * Writes fragmented MP4 (ISO 14496-12) of one H.264 and one AAC track: an init segment, and fragments of whatever samples
 * it is given, which may be of one track only. Times are absolute, so fragments can be joined at any of them. A writer of
 * our own because fragments end where we say, to the sample, and a room costs no native memory (docs/decisions/0014).
 * Immutable but for the fragments' running number; for one thread.
 */
public final class FragmentedMp4 {

    public static final int VIDEO_TIMESCALE = 24_000;

    private static final int VIDEO = 1;
    private static final int AUDIO = 2;
    private static final int SYNC = 0x02000000;
    private static final int NOT_SYNC = 0x01010000;

    /**
     * @param duration in units of its track's timescale
     * @param data as it lies in the file
     * @param sync true if it can be decoded without any before it
     */
    public record Sample(int duration, byte[] data, boolean sync) {}

    /**
     * Samples of a track, each following the one before it without a gap.
     *
     * @param start time of the first sample in units of the track's timescale
     */
    public record Run(long start, List<Sample> samples) {}

    private final AnnexB.Parameters parameters;
    private final int width;
    private final int height;
    private final int audioRate;
    private final byte[] audioConfig;
    private long sequence;

    public FragmentedMp4(AnnexB.Parameters parameters, int width, int height, int audioRate, byte[] audioConfig) {
        this.parameters = parameters;
        this.width = width;
        this.height = height;
        this.audioRate = audioRate;
        this.audioConfig = audioConfig;
    }

    public String mime() {
        return "video/mp4; codecs=\"" + parameters.codec() + ", mp4a.40.2\"";
    }

    /** @param prefix first byte of the result */
    public byte[] init(byte prefix) {
        Boxes out = new Boxes().u8(prefix);
        out.begin("ftyp").text("iso5").u32(512).text("iso5iso6mp41").end();
        out.begin("moov");
        out.begin("mvhd", 0, 0)
                .zeros(8)
                .u32(1000)
                .u32(0)
                .u32(0x10000)
                .u16(0x100)
                .zeros(10);
        matrix(out).zeros(24).u32(3).end();
        videoTrack(out);
        audioTrack(out);
        out.begin("mvex");
        trex(out, VIDEO);
        trex(out, AUDIO);
        return out.end().end().toBytes();
    }

    private static Boxes matrix(Boxes out) {
        return out.u32(0x10000).zeros(12).u32(0x10000).zeros(12).u32(0x40000000);
    }

    private static void trex(Boxes out, int track) {
        out.begin("trex", 0, 0).u32(track).u32(1).zeros(12).end();
    }

    private void videoTrack(Boxes out) {
        track(out, VIDEO, width, height, VIDEO_TIMESCALE, "vide");
        out.begin("vmhd", 0, 1).zeros(8).end();
        dataInformation(out);
        out.begin("stbl").begin("stsd", 0, 0).u32(1);
        out.begin("avc1").zeros(6).u16(1).zeros(16).u16(width).u16(height);
        out.u32(0x480000).u32(0x480000).zeros(4).u16(1).zeros(32).u16(24).u16(0xffff);
        out.begin("avcC").u8(1).raw(new byte[] {
            parameters.sequence()[1], parameters.sequence()[2], parameters.sequence()[3]
        });
        out.u8(0xff).u8(0xe1).u16(parameters.sequence().length).raw(parameters.sequence());
        out.u8(1).u16(parameters.picture().length).raw(parameters.picture()).end();
        out.end().end();
        endTrack(out);
    }

    private void audioTrack(Boxes out) {
        track(out, AUDIO, 0, 0, audioRate, "soun");
        out.begin("smhd", 0, 0).zeros(4).end();
        dataInformation(out);
        out.begin("stbl").begin("stsd", 0, 0).u32(1);
        out.begin("mp4a").zeros(6).u16(1).zeros(8).u16(1).u16(16).zeros(4).u32((long) audioRate << 16);
        byte[] decoder = Boxes.descriptor(
                4, new byte[] {0x40, 0x15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, Boxes.descriptor(5, audioConfig));
        out.begin("esds", 0, 0)
                .raw(Boxes.descriptor(3, new byte[] {0, AUDIO, 0}, decoder, Boxes.descriptor(6, new byte[] {2})))
                .end();
        out.end().end();
        endTrack(out);
    }

    private static void track(Boxes out, int track, int width, int height, int timescale, String handler) {
        out.begin("trak");
        out.begin("tkhd", 0, 3)
                .zeros(8)
                .u32(track)
                .zeros(20)
                .u16(track == AUDIO ? 0x100 : 0)
                .zeros(2);
        matrix(out).u32((long) width << 16).u32((long) height << 16).end();
        out.begin("mdia");
        out.begin("mdhd", 0, 0)
                .zeros(8)
                .u32(timescale)
                .u32(0)
                .u16(0x55c4)
                .u16(0)
                .end();
        out.begin("hdlr", 0, 0)
                .zeros(4)
                .text(handler)
                .zeros(12)
                .text("TalkMatrix")
                .u8(0)
                .end();
        out.begin("minf");
    }

    private static void dataInformation(Boxes out) {
        out.begin("dinf")
                .begin("dref", 0, 0)
                .u32(1)
                .begin("url ", 0, 1)
                .end()
                .end()
                .end();
    }

    /** Ends the sample table, which is empty, and the track. */
    private static void endTrack(Boxes out) {
        out.begin("stts", 0, 0).u32(0).end();
        out.begin("stsc", 0, 0).u32(0).end();
        out.begin("stsz", 0, 0).u32(0).u32(0).end();
        out.begin("stco", 0, 0).u32(0).end();
        out.end().end().end().end();
    }

    /**
     * @param prefix first byte of the result
     * @param video may have no samples
     * @param audio may have no samples
     */
    public byte[] fragment(byte prefix, Run video, Run audio) {
        Boxes out = new Boxes().u8(prefix);
        int moof = out.size();
        out.begin("moof").begin("mfhd", 0, 0).u32(++sequence).end();
        int videoOffset = run(out, VIDEO, video);
        int audioOffset = run(out, AUDIO, audio);
        out.end().begin("mdat");
        data(out, moof, videoOffset, video);
        data(out, moof, audioOffset, audio);
        return out.end().toBytes();
    }

    /** @return where the offset of the run's data has to be written */
    private static int run(Boxes out, int track, Run run) {
        if (run.samples().isEmpty()) {
            return -1;
        }
        out.begin("traf");
        out.begin("tfhd", 0, 0x020000).u32(track).end();
        out.begin("tfdt", 1, 0).u64(run.start()).end();
        out.begin("trun", 0, 0x000701).u32(run.samples().size());
        int offset = out.size();
        out.u32(0);
        for (Sample sample : run.samples()) {
            out.u32(sample.duration()).u32(sample.data().length).u32(sample.sync() ? SYNC : NOT_SYNC);
        }
        out.end().end();
        return offset;
    }

    private static void data(Boxes out, int moof, int offset, Run run) {
        if (offset >= 0) {
            out.put32(offset, out.size() - moof);
            run.samples().forEach(sample -> out.raw(sample.data()));
        }
    }
}
