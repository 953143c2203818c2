package io.talkmatrix.standalone.cli;

import io.talkmatrix.stage.Scene;
import io.talkmatrix.standalone.stack.HttpPort;
import io.talkmatrix.standalone.stack.Placement;
import io.talkmatrix.standalone.stack.SceneOptions;
import io.talkmatrix.standalone.stack.StackOptions;
import io.talkmatrix.standalone.stack.StageChoice;
import io.talkmatrix.standalone.up.ConnectorRequest;
import io.talkmatrix.standalone.up.RoomRequest;
import io.talkmatrix.standalone.up.Up;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole deployment on one machine. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts everything on this machine and serves the console, until Ctrl-C.",
            "在本机启动全部组件并提供网页控制台，直到 Ctrl-C。"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped in order",
            "2:wrong usage",
            "65:a given file is not what it should be",
            "66:a given file is not there",
            "69:a model or a network is missing",
            "70:internal error, our bug",
            "74:disk full, port taken, data folder in use",
            "78:a setting is wrong",
            "130:stopped while it started"
        })
public class UpCommand implements Callable<Integer> {

    @Option(
            names = HttpPort.UP_OPTION,
            paramLabel = "PORT",
            defaultValue = "" + HttpPort.OF_UP,
            description = "Port of the console on 127.0.0.1, 0 for a free one (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = Exposure.DEFAULT,
            description = {
                "Address to serve the console at (default: $TALKMATRIX_HOST or 127.0.0.1). Any other than this machine's own",
                "needs TALKMATRIX_CONSOLE_TOKEN, which callers must show."
            })
    String host;

    @Option(
            names = "--workers",
            paramLabel = "WORKER=N,…",
            description = {
                "Parts that run in processes of their own, and how many of each: tts=2,face=1.",
                "asr, reply, tts, face, conductor, director, timeline, webrtc."
            })
    String workers;

    @Option(
            names = "--webrtc",
            description = "Also serve WebRTC (WHEP and WHIP for each room), by a process of its own.")
    boolean webRtc;

    @Option(
            names = "--room",
            paramLabel = "ROOM",
            description = "Room to open or change with the options below. Default: main, if there is none.")
    String room;

    @Option(
            names = "--avatar",
            paramLabel = "AVATAR",
            description = "Portrait (PNG or JPEG), name of an avatar pack, or 'default'.")
    String avatar;

    @Option(
            names = "--face-engine",
            paramLabel = "ENGINE",
            description = {
                "What draws the room's face: warp, or with weights of your own wav2lip, wav2lip-gan, wav2lip-256;",
                "'default' for what talkmatrix.face.engine says."
            })
    String faceEngine;

    @Option(names = "--voice", paramLabel = "V", description = "Voice, for example zf_xiaobei or af_heart.")
    String voice;

    @Option(names = "--language", paramLabel = "L", description = "Language of the questions (zh, en).")
    String language;

    @Option(names = "--persona", paramLabel = "TEXT", description = "Who the host is, for the language model.")
    String persona;

    @Option(
            names = "--knowledge",
            paramLabel = "FILE",
            description = "Common answers (CSV or Markdown), or 'none'. Default: the sample file.")
    String knowledge;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random in the room.")
    Long seed;

    @Option(
            names = "--output",
            paramLabel = "URL",
            description = {
                "Where the room is streamed, once for each: rtmp://HOST/APP/${env:TALKMATRIX_STREAM_KEY}, rtmps://,",
                "srt://, hls, record; 'none' for nowhere. See docs/go-live.md."
            })
    List<String> outputs = List.of();

    @Option(
            names = "--comments",
            paramLabel = "MAPPING=URL",
            description = {
                "Where the room's comments come from: douyin-bridge=ws://127.0.0.1:8888,",
                "luna=webhook://127.0.0.1:8099 …; 'none' for nowhere. See docs/go-live.md."
            })
    String comments;

    @Option(names = "--connect", description = "Start Kafka Connect even if nothing needs it.")
    boolean connect;

    @Option(
            names = "--profile",
            paramLabel = "P",
            defaultValue = "default",
            description = "default or edge (smallest models).")
    String profile;

    @Option(names = "--llm-url", paramLabel = "URL", description = "OpenAI-compatible server to answer with.")
    String llmUrl;

    @Option(names = "--llm-model", paramLabel = "NAME", description = "Model to ask that server for.")
    String llmModel;

    @Option(names = "--open", description = "Also open the console in the browser.")
    boolean open;

    @Mixin
    SceneOptions scene;

    @Mixin
    StackOptions stack;

    @Inject
    Up up;

    @Override
    public Integer call() throws InterruptedException {
        RoomRequest request = new RoomRequest(
                Optional.ofNullable(room),
                Optional.ofNullable(avatar),
                Optional.ofNullable(faceEngine),
                Optional.ofNullable(voice),
                Optional.ofNullable(language),
                Optional.ofNullable(persona),
                Optional.ofNullable(knowledge),
                Optional.ofNullable(seed),
                Optional.of(scene.scene()).filter(named -> !named.equals(Scene.PLAIN)),
                outputs);
        StageChoice choice = new StageChoice(profile, Optional.ofNullable(llmUrl), Optional.ofNullable(llmModel));
        Placement placement = workers == null ? Placement.HERE : Placement.parse(workers);
        up.run(
                stack.settings(),
                choice,
                webRtc ? placement.withWebRtc() : placement,
                request,
                new ConnectorRequest(Optional.ofNullable(comments), connect),
                open);
        return 0;
    }
}
