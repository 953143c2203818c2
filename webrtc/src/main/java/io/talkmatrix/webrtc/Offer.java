package io.talkmatrix.webrtc;

import io.talkmatrix.console.rtc.RtcGateway.Way;
import io.talkmatrix.console.rtc.RtcRefusedException;
import io.talkmatrix.console.rtc.RtcRefusedException.Why;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A peer's offer, looked at before native code sees it, with H.264 moved to the front of what it can decode: the first
 * codec of an offer is the one that is sent, and of those that browsers have it costs the least to make. Pure.
 *
 * @param sdp what is answered
 * @param sound whether it has a section for sound that goes the asked way
 * @param picture whether it has a section for pictures that goes the asked way
 */
record Offer(String sdp, boolean sound, boolean picture) {

    private static final int MOST_SECTIONS = 8;
    private static final int MOST_LINES = 2_000;
    private static final Pattern SECTION =
            Pattern.compile("m=(audio|video|application) (\\d{1,5}) ([A-Z/]{3,30})((?: [\\w-]{1,20}){1,100})");
    private static final Pattern H264 = Pattern.compile("a=rtpmap:(\\d{1,3}) H264/90000");
    private static final Pattern MODE = Pattern.compile("a=fmtp:(\\d{1,3}) .*packetization-mode=1.*");

    /** @throws RtcRefusedException saying what is wrong with it */
    static Offer of(Way way, String text) {
        List<String> lines = text.lines().map(String::strip).collect(Collectors.toList());
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        if (lines.isEmpty() || !lines.get(0).equals("v=0")) {
            throw refused("the body is no SDP: it must begin with v=0");
        }
        if (lines.size() > MOST_LINES) {
            throw refused("an offer has at most " + MOST_LINES + " lines");
        }
        for (String line : lines) {
            if (!line.matches("[a-z]=.*")) {
                throw refused("the body is no SDP: a line is '" + shown(line) + "'");
            }
        }
        List<List<String>> sections = sections(lines);
        if (sections.size() == 1 || sections.size() > MOST_SECTIONS + 1) {
            throw refused("an offer has 1 to " + MOST_SECTIONS + " sections (m=), not " + (sections.size() - 1));
        }
        requireSecure(lines);
        boolean sound = goes(sections, way, "audio");
        boolean picture = goes(sections, way, "video");
        if (way == Way.WHIP && (picture || !sound)) {
            throw refused("a microphone's offer has one section of sound that is sent, and none of pictures");
        }
        if (way == Way.WHEP && !sound && !picture) {
            throw refused("a viewer's offer has a section of sound or of pictures that is received (a=recvonly)");
        }
        String sdp =
                sections.stream().map(Offer::preferring).flatMap(List::stream).collect(Collectors.joining("\r\n"));
        return new Offer(sdp + "\r\n", sound, picture);
    }

    /** What stands before the first section, and then each section. */
    private static List<List<String>> sections(List<String> lines) {
        List<List<String>> sections = new ArrayList<>();
        sections.add(new ArrayList<>());
        for (String line : lines) {
            if (line.startsWith("m=")) {
                if (!SECTION.matcher(line).matches()) {
                    throw refused("a section cannot be read: '" + shown(line) + "'");
                }
                sections.add(new ArrayList<>());
            }
            sections.get(sections.size() - 1).add(line);
        }
        return sections;
    }

    private static void requireSecure(List<String> lines) {
        for (String needed : List.of("a=ice-ufrag:", "a=ice-pwd:", "a=fingerprint:")) {
            if (lines.stream().noneMatch(line -> line.startsWith(needed))) {
                throw refused("the offer has no " + needed + " which WebRTC needs");
            }
        }
    }

    private static boolean goes(List<List<String>> sections, Way way, String kind) {
        long going = sections.stream()
                .skip(1)
                .filter(section -> section.get(0).startsWith("m=" + kind + " "))
                .filter(section -> !section.contains("a=inactive"))
                .filter(section -> !section.contains(way == Way.WHEP ? "a=sendonly" : "a=recvonly"))
                .count();
        if (going > 1) {
            throw refused("an offer has one section of " + kind + ", not " + going);
        }
        return going == 1;
    }

    private static List<String> preferring(List<String> section) {
        Matcher head = SECTION.matcher(section.get(0));
        if (!head.matches() || !head.group(1).equals("video")) {
            return section;
        }
        List<String> h264 = named(section, H264);
        List<String> inParts = named(section, MODE);
        List<String> types = new ArrayList<>(Arrays.asList(head.group(4).strip().split(" ")));
        // Stable: among equals the peer's own order counts.
        types.sort((a, b) -> Integer.compare(rank(a, h264, inParts), rank(b, h264, inParts)));
        List<String> preferring = new ArrayList<>(section);
        preferring.set(0, "m=video " + head.group(2) + " " + head.group(3) + " " + String.join(" ", types));
        return preferring;
    }

    private static int rank(String type, List<String> h264, List<String> inParts) {
        return !h264.contains(type) ? 2 : inParts.contains(type) ? 0 : 1;
    }

    private static List<String> named(List<String> section, Pattern pattern) {
        return section.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .toList();
    }

    private static String shown(String line) {
        String plain = line.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 60 ? plain : plain.substring(0, 60) + "…";
    }

    private static RtcRefusedException refused(String why) {
        return new RtcRefusedException(Why.OFFER, why);
    }
}
