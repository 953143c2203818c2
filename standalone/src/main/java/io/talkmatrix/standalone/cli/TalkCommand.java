package io.talkmatrix.standalone.cli;

import io.talkmatrix.media.VideoSheet;
import io.talkmatrix.standalone.stack.SceneOptions;
import io.talkmatrix.standalone.stack.StackOptions;
import io.talkmatrix.standalone.talk.Talk;
import io.talkmatrix.standalone.talk.TalkRequest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A recorded or typed question goes in, a video of the host answering comes out. */
@Command(
        name = "talk",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Ask the host something and get the answer as a video.",
            "向主播提问，得到一段回答的视频。",
            "With --speech: a portrait and recorded speech become a video of the portrait saying it.",
            "使用 --speech：一张照片加一段录音，得到照片开口说话的视频。",
            "Writes OUT.mp4, OUT.vtt (subtitles) and OUT.json (transcript, answer, timeline)."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the answer was written",
            "1:the turn failed",
            "2:wrong usage",
            "65:a given file is not what it should be",
            "66:a given file is not there",
            "69:a model, a network or a service is missing",
            "70:internal error, our bug",
            "73:an output cannot be made",
            "74:disk, port or memory refused",
            "78:a setting is wrong",
            "130:stopped by Ctrl-C"
        })
public class TalkCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "QUESTION",
            description = "Sound file with the question (WAV, MP3, …). Without it and without --text, a built-in one.")
    Path question;

    @Option(names = "--text", paramLabel = "TEXT", description = "The question as text instead of sound.")
    String text;

    @Option(
            names = "--speech",
            paramLabel = "FILE",
            description = "No question: the host says what is in this sound file (WAV, MP3, …; 10 minutes at most).")
    Path speech;

    @Option(
            names = "--avatar",
            paramLabel = "AVATAR",
            description =
                    "Portrait to speak (PNG or JPEG), or the name of an avatar pack. Without it, the default host.")
    String avatar;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "reply.mp4",
            description = "Video to write (default: ${DEFAULT-VALUE}).")
    Path out;

    @Option(
            names = "--knowledge",
            paramLabel = "FILE",
            description = "Common answers (CSV or Markdown), or 'none'. Default: the sample file.")
    String knowledge;

    @Option(names = "--voice", paramLabel = "V", description = "Voice, for example zf_xiaobei or af_heart.")
    String voice;

    @Option(
            names = "--language",
            paramLabel = "L",
            description = "Language of the question (zh, en). Default: detected.")
    String language;

    @Option(names = "--persona", paramLabel = "TEXT", description = "Who the host is, for the language model.")
    String persona;

    @Option(
            names = "--profile",
            paramLabel = "P",
            defaultValue = "default",
            description = "default or edge (smallest models).")
    String profile;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(names = "--llm-url", paramLabel = "URL", description = "OpenAI-compatible server to answer with.")
    String llmUrl;

    @Option(names = "--llm-model", paramLabel = "NAME", description = "Model to ask that server for.")
    String llmModel;

    @Option(names = "--room", paramLabel = "ROOM", description = "Room id. Default: a new one, printed.")
    String room;

    @Option(names = "--realtime", description = "Feed the file at the pace it was spoken, for latency figures.")
    boolean realtime;

    @Option(names = "--no-ai-label", description = "Leave out the visible AI mark, where the law allows it.")
    boolean noAiLabel;

    @Option(names = "--sheet", description = "Also write OUT.png, the video at a glance.")
    boolean sheet;

    @Mixin
    SceneOptions scene;

    @Mixin
    StackOptions stack;

    @Inject
    Talk talk;

    @Override
    public Integer call() throws InterruptedException {
        TalkRequest request = new TalkRequest(
                Optional.ofNullable(question),
                Optional.ofNullable(text),
                Optional.ofNullable(speech),
                Optional.ofNullable(avatar).flatMap(this::face),
                out,
                Optional.ofNullable(knowledge),
                Optional.ofNullable(voice),
                Optional.ofNullable(language),
                Optional.ofNullable(persona),
                profile,
                seed,
                Optional.ofNullable(llmUrl),
                Optional.ofNullable(llmModel),
                Optional.ofNullable(room),
                realtime,
                !noAiLabel,
                scene.scene());
        int code = talk.run(request, stack.settings());
        if (sheet) {
            VideoSheet.write(out.toAbsolutePath(), request.beside(".png"), 6, 2, 256);
        }
        return code;
    }

    /** A pack is named by its folder, so that the stage finds the very one that was found here. */
    private Optional<Path> face(String name) {
        if (name.equals("default")) {
            return Optional.empty();
        }
        return Optional.of(AvatarCommand.packs(stack.settings())
                .filter(packs -> packs.has(name))
                .map(packs -> packs.path(name))
                .orElseGet(() -> Path.of(name)));
    }
}
