package io.talkmatrix.reply.llama;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import io.talkmatrix.reply.ChatAbilities;
import io.talkmatrix.reply.ChatModel;
import io.talkmatrix.reply.ChatModelException;
import io.talkmatrix.reply.ChatRequest;
import io.talkmatrix.reply.ChatResult;
import io.talkmatrix.reply.TokenGate;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.EngineInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * A GGUF model in llama.cpp. Several conversations share the weights, one slot each; more answers at once than there are
 * slots wait for one within their time limit. A slot keeps what it has read, so that a prompt that begins the same way is
 * read from where it differs: reading a token costs as much as writing one, about 6 ms on two cores. llama.cpp writes an
 * answer on its own thread whether its tokens are taken or not, so an answer is held by ending it and asking for the rest
 * later, with what was written as the beginning. After the first answer a native thread stays attached to the JVM: a process that used it ends
 * with {@link System#exit}.
 */
public final class LlamaChatModel implements ChatModel {

    private static final int REPETITION_WINDOW = 128;
    /**
     * Longer than a process is given to stop: on a machine with much else to do a beginning may be read for this long, and
     * whoever goes on to the end of the process meanwhile crashes.
     */
    private static final int CLOSE_SECONDS = 60;

    private static final int READ_STEP_CHARACTERS = 60;
    /** A slot is taken again if at least this part of what it holds is the beginning of the new prompt. */
    private static final float SAME_CONVERSATION = 0.25f;

    private final LlamaSettings settings;
    private final LlamaModel model;
    private final Semaphore slots;
    private final LongSupplier nanoTime;
    private final SlotTexts read;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Loads the model.
     *
     * @param gguf the model file
     * @param nanoTime like {@link System#nanoTime}
     * @throws ChatModelException the file is missing or llama.cpp cannot read it
     */
    public static LlamaChatModel load(Path gguf, LlamaSettings settings, LongSupplier nanoTime) {
        if (!Files.isRegularFile(gguf)) {
            throw new ChatModelException("there is no model file " + gguf);
        }
        ModelParameters parameters = new ModelParameters()
                .setModel(gguf.toString())
                .setThreads(settings.threads())
                .setThreadsBatch(settings.threads())
                .setParallel(settings.slots())
                .setCtxSize(settings.slots() * settings.contextTokens())
                .setSlotPromptSimilarity(SAME_CONVERSATION)
                .setPoll(0)
                .disableLog();
        try {
            LlamaLibrary.unpack();
            return new LlamaChatModel(settings, UnhurriedThreads.load(() -> new LlamaModel(parameters)), nanoTime);
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new ChatModelException("llama.cpp cannot load " + gguf + ": " + e.getMessage(), e);
        }
    }

    private LlamaChatModel(LlamaSettings settings, LlamaModel model, LongSupplier nanoTime) {
        this.settings = settings;
        this.model = model;
        this.slots = new Semaphore(settings.slots(), true);
        this.read = new SlotTexts(settings.slots(), SAME_CONVERSATION);
        this.nanoTime = nanoTime;
    }

    @Override
    public EngineInfo engine() {
        return new EngineInfo("llama.cpp", settings.model(), "cpu", settings.precision());
    }

    @Override
    public ChatAbilities abilities() {
        return settings.abilities();
    }

    @Override
    public ChatResult stream(ChatRequest request, TokenSink sink, Cancellation cancellation)
            throws InterruptedException {
        cancellation.check();
        if (!slots.tryAcquire(request.timeLimit().toNanos(), TimeUnit.NANOSECONDS)) {
            throw new ChatModelException("all " + settings.slots() + " slots of " + settings.model() + " were busy for "
                    + request.timeLimit().toMillis() + " ms");
        }
        try {
            if (closed.get()) {
                throw new ChatModelException(settings.model() + " is closed");
            }
            return generate(request, sink, cancellation);
        } finally {
            slots.release();
        }
    }

    private ChatResult generate(ChatRequest request, TokenSink sink, Cancellation cancellation)
            throws InterruptedException {
        TokenGate gate = new TokenGate(withTemplateStops(request), sink, cancellation, nanoTime);
        String prompt = settings.template().write(request.messages()) + request.begun();
        StringBuilder held = new StringBuilder(prompt);
        LlamaIterator tokens = null;
        boolean over = false;
        try {
            tokens = model.generate(parameters(request, prompt)).iterator();
            boolean wanted = gate.open();
            while (wanted && tokens.hasNext()) {
                String text = tokens.next().text;
                held.append(text);
                wanted = text.isEmpty() ? gate.open() : gate.accept(text);
            }
            over = !tokens.hasNext();
            return gate.close();
        } catch (RuntimeException e) {
            throw translate(e);
        } finally {
            if (tokens != null && !over) {
                tokens.cancel();
            }
            read.holds(held.toString());
        }
    }

    /** What the sink and the cancellation throw goes through; llama.cpp's own exception type is not public. */
    private RuntimeException translate(RuntimeException e) {
        boolean fromLlama = e.getClass().getName().startsWith("de.kherud.");
        return fromLlama ? new ChatModelException(settings.model() + " failed: " + e.getMessage(), e) : e;
    }

    /**
     * Reads what is new in steps of about {@value #READ_STEP_CHARACTERS} characters: a step cannot be stopped, and every
     * thread that the model has works on it.
     */
    @Override
    public void readAhead(List<ChatRequest.Message> beginning, Cancellation cancellation) throws InterruptedException {
        if (!settings.keepsPrompts() || closed.get() || !slots.tryAcquire()) {
            return;
        }
        try {
            readInSteps(settings.template().begin(beginning), cancellation);
        } finally {
            slots.release();
        }
    }

    private void readInSteps(String prompt, Cancellation cancellation) {
        int end = read.held(prompt);
        while (end < prompt.length() && !closed.get()) {
            cancellation.check();
            end = Math.min(end + READ_STEP_CHARACTERS, prompt.length());
            if (end < prompt.length() && Character.isLowSurrogate(prompt.charAt(end))) {
                end++;
            }
            readStep(prompt.substring(0, end));
            read.holds(prompt.substring(0, end));
        }
    }

    private void readStep(String prompt) {
        InferenceParameters step =
                new InferenceParameters(prompt).setNPredict(0).setCachePrompt(true);
        try {
            LlamaIterator none = model.generate(step).iterator();
            while (none.hasNext()) {
                none.next();
            }
        } catch (RuntimeException e) {
            throw translate(e);
        }
    }

    @Override
    public int conversations() {
        return settings.slots();
    }

    @Override
    public int tokens(String text) {
        try {
            return model.encode(text).length;
        } catch (RuntimeException e) {
            throw translate(e);
        }
    }

    private ChatRequest withTemplateStops(ChatRequest request) {
        List<String> stops = new java.util.ArrayList<>(request.stop());
        stops.addAll(settings.template().stops());
        return new ChatRequest(
                request.messages(),
                request.maxTokens(),
                request.timeLimit(),
                request.temperature(),
                request.repetitionPenalty(),
                stops,
                request.seed(),
                request.begun());
    }

    private InferenceParameters parameters(ChatRequest request, String prompt) {
        return new InferenceParameters(prompt)
                .setNPredict(request.maxTokens())
                .setTemperature(request.temperature())
                .setRepeatPenalty(request.repetitionPenalty())
                .setRepeatLastN(REPETITION_WINDOW)
                .setSeed(request.seed())
                .setCachePrompt(settings.keepsPrompts())
                .setStopStrings(settings.template().stops().toArray(String[]::new));
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        boolean idle = false;
        try {
            idle = slots.tryAcquire(settings.slots(), CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!idle) {
            throw stillAnswering(null);
        }
        try {
            awaitRest();
            model.close();
        } finally {
            slots.release(settings.slots());
        }
    }

    /**
     * llama.cpp's own thread is still at the next word of an answer that was given up, and a process that ends meanwhile
     * takes the library's static state from under it and crashes. What is asked for now is answered after that.
     */
    private void awaitRest() {
        CompletableFuture<Void> rest = new CompletableFuture<>();
        Thread asking = new Thread(() -> {
            try {
                readStep(" ");
                rest.complete(null);
            } catch (RuntimeException e) {
                rest.completeExceptionally(e);
            }
        });
        asking.setDaemon(true);
        asking.start();
        try {
            rest.get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stillAnswering(e);
        } catch (ExecutionException | TimeoutException e) {
            throw stillAnswering(e);
        }
    }

    private ChatModelException stillAnswering(Exception cause) {
        return new ChatModelException(settings.model() + " is still answering, it cannot be released", cause);
    }
}
