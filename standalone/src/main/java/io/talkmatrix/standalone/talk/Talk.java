package io.talkmatrix.standalone.talk;

import io.talkmatrix.media.AudioFileReader;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The {@code talk} command: starts everything, runs one turn, prints what came out. */
@ApplicationScoped
public class Talk {

    private final StackFactory stacks;

    @Inject
    public Talk(StackFactory stacks) {
        this.stacks = stacks;
    }

    /** @return the exit code */
    public int run(TalkRequest request, StackSettings settings) throws InterruptedException {
        Progress progress = Progress.onStandardError();
        request.question().or(request::speech).ifPresent(Talk::requireSound);
        request.speech().ifPresent(RecordedSpeech::requireShort);
        long begun = System.nanoTime();
        Optional<Stack> other = stacks.attachToUp(settings);
        other.ifPresent(up -> requireNothingOfTheStages(request));
        try (Stack stack = other.isPresent() ? other.get() : start(request, settings, progress)) {
            progress.line(
                    other.isPresent()
                            ? "Asking the ./talkmatrix up that runs on " + settings.dataFolder() + "."
                            : String.format(Locale.ROOT, "Ready after %.1f s.", (System.nanoTime() - begun) / 1e9));
            ReplyPrinter.print(System.out, new TalkTurn(stack, request, progress).run(), request);
        }
        return 0;
    }

    private Stack start(TalkRequest request, StackSettings settings, Progress progress) throws InterruptedException {
        return request.speech().isPresent()
                ? stacks.startFace(settings, request.stages(), progress)
                : stacks.start(settings, request.stages(), progress);
    }

    /** The stages run already, as they were set up. */
    private static void requireNothingOfTheStages(TalkRequest request) {
        if (request.llmUrl().isPresent() || request.llmModel().isPresent()) {
            throw new UserError(
                    UserError.Kind.BAD_DATA,
                    "--llm-url and --llm-model are for whoever starts the stages, and a ./talkmatrix up runs on this data"
                            + " folder: start that one with them, or choose another folder with --data");
        }
    }

    /** Finds out before anything is started. */
    private static void requireSound(Path file) {
        try (AudioFileReader reader = AudioFileReader.open(file, AudioChunk.SAMPLE_RATE_HZ)) {
            if (reader.read(1).length == 0) {
                throw new UserError(UserError.Kind.BAD_DATA, file + " holds no sound");
            }
        }
    }
}
