package io.talkmatrix.reply.app;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.Models;
import io.talkmatrix.inference.text.TextEmbedder.Pooling;
import io.talkmatrix.moderation.WordList;
import io.talkmatrix.reply.ChatAbilities;
import io.talkmatrix.reply.ChatModel;
import io.talkmatrix.reply.ChatModelException;
import io.talkmatrix.reply.ChatRequest;
import io.talkmatrix.reply.ClauseSplitter;
import io.talkmatrix.reply.CommonAnswers;
import io.talkmatrix.reply.Embedder;
import io.talkmatrix.reply.Fillers;
import io.talkmatrix.reply.GuardedChatModel;
import io.talkmatrix.reply.PlayoutLead;
import io.talkmatrix.reply.ReplyRules;
import io.talkmatrix.reply.ReplyStage;
import io.talkmatrix.reply.embed.OnnxEmbedder;
import io.talkmatrix.reply.files.KnowledgeFiles;
import io.talkmatrix.reply.files.KnowledgeLimits;
import io.talkmatrix.reply.llama.ChatTemplate;
import io.talkmatrix.reply.llama.LlamaChatModel;
import io.talkmatrix.reply.llama.LlamaSettings;
import io.talkmatrix.reply.mandarin.HanLpPronunciation;
import io.talkmatrix.reply.openai.OpenAiChatModel;
import io.talkmatrix.reply.openai.OpenAiSettings;
import io.talkmatrix.reply.words.ListedWords;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CircuitBreaker;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.Utterance;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Loads what the reply stage needs, lets its own models answer once, to be warm, and puts it together. */
public final class ReplyWorker {

    private static final int EMBEDDING_THREADS = 1;
    private static final int CONTEXT_TOKENS = 2048;
    private static final int WARM_UP_TOKENS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    /** A model that begins to write the viewer's part has answered. */
    private static final List<String> STOP = List.of("\nUser:", "\nuser\n", "\nViewer:", "\n用户：", "\n观众：");

    private ReplyWorker() {}

    /**
     * Loads all models: they stay resident until the stage is closed.
     *
     * @param words what the host must not say
     */
    public static Stage<Utterance> create(
            ReplyConfig config, Inference inference, Models models, Supplier<WordList> words) {
        return create(config, inference, models, words, System::getenv);
    }

    /** @param environment value of an environment variable by name, null if it is not set */
    static Stage<Utterance> create(
            ReplyConfig config,
            Inference inference,
            Models models,
            Supplier<WordList> words,
            UnaryOperator<String> environment) {
        List<AutoCloseable> loaded = new ArrayList<>();
        try {
            Embedder mandarin = new OnnxEmbedder(
                    inference, "bge-small-zh", models.folder("bge-small-zh"), Pooling.CLS, EMBEDDING_THREADS);
            loaded.add(mandarin);
            Embedder english = new OnnxEmbedder(
                    inference, "minilm-l6", models.folder("minilm-l6"), Pooling.MEAN, EMBEDDING_THREADS);
            loaded.add(english);
            mandarin.embed("你好");
            english.embed("hello");
            Optional<ChatModel> chat = chat(config, models, environment);
            chat.ifPresent(loaded::add);
            return new ReplyStage(
                    new KnowledgeFiles(KnowledgeLimits.defaults()),
                    new CommonAnswers(Map.of("zh", mandarin, "en", english), new HanLpPronunciation()),
                    new EngineInfo("common-answers", "bge-small-zh+minilm-l6", "cpu", "int8"),
                    new ListedWords(words),
                    chat,
                    rules(config),
                    System::nanoTime,
                    loaded);
        } catch (RuntimeException e) {
            closeAll(loaded, e);
            throw e;
        }
    }

    /** Ids of the models of the catalogue that a configuration needs. */
    public static List<String> models(ReplyConfig config) {
        List<String> ids = new ArrayList<>(List.of("bge-small-zh", "minilm-l6"));
        if (config.llmUrl().isEmpty() && !config.llm().equals("none")) {
            ids.add(config.llm());
        }
        return ids;
    }

    private static Optional<ChatModel> chat(ReplyConfig config, Models models, UnaryOperator<String> environment) {
        if (!config.llmUrl().isEmpty()) {
            return Optional.of(guarded(server(config, environment)));
        }
        if (config.llm().equals("none")) {
            return Optional.empty();
        }
        LlamaSettings settings = local(config);
        ChatModel model = LlamaChatModel.load(models.file(config.llm(), "model.gguf"), settings, System::nanoTime);
        warmUp(model);
        return Optional.of(guarded(model));
    }

    /** The first answer of a process takes more than a second longer than those after it. */
    private static void warmUp(ChatModel model) {
        ChatRequest request = new ChatRequest(
                List.of(new ChatRequest.Message(ChatRequest.Role.USER, "Hello, who are you?")),
                WARM_UP_TOKENS,
                WARM_UP,
                0,
                1,
                STOP,
                0);
        try {
            model.stream(request, text -> true, Cancellation.none());
        } catch (InterruptedException e) {
            model.close();
            Thread.currentThread().interrupt();
            throw new ChatModelException("interrupted while " + model.engine().engineAndModel() + " was made warm", e);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static ChatModel guarded(ChatModel model) {
        return new GuardedChatModel(model, new CircuitBreaker(CircuitBreaker.Rule.defaults(), System::nanoTime));
    }

    private static LlamaSettings local(ReplyConfig config) {
        int threads = config.llmThreads();
        int conversations = config.llmConversations();
        boolean keepsPrompts = config.llmKeepPrompts();
        return switch (config.llm()) {
            case "smollm2-135m" ->
                new LlamaSettings(
                        config.llm(),
                        "q4_1",
                        ChatTemplate.CHATML,
                        new ChatAbilities(Set.of("en"), false, 2, 120, true),
                        threads,
                        conversations,
                        CONTEXT_TOKENS,
                        keepsPrompts);
            case "qwen2.5-0.5b" ->
                new LlamaSettings(
                        config.llm(),
                        "q4_k_m",
                        ChatTemplate.CHATML,
                        new ChatAbilities(Set.of("zh", "en"), true, 4, 400, true),
                        threads,
                        conversations,
                        CONTEXT_TOKENS,
                        keepsPrompts);
            default ->
                throw new IllegalArgumentException(
                        "reply.llm must be smollm2-135m, qwen2.5-0.5b or none, it is " + config.llm());
        };
    }

    private static ChatModel server(ReplyConfig config, UnaryOperator<String> environment) {
        String variable = config.llmKeyVariable();
        String key = variable.isEmpty() ? "" : environment.apply(variable);
        if (key == null || key.isEmpty() && !variable.isEmpty()) {
            throw new IllegalArgumentException(
                    "reply.llm-key-variable names " + variable + ", but this environment variable is not set");
        }
        URI url;
        try {
            url = URI.create(config.llmUrl());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("reply.llm-url is not an address: " + config.llmUrl(), e);
        }
        return new OpenAiChatModel(
                new OpenAiSettings(
                        url,
                        config.llmUrlModel(),
                        key,
                        variable,
                        new ChatAbilities(Set.of(), true, 10, 2000, false),
                        CONNECT_TIMEOUT,
                        config.llmUrlSlots()),
                System::nanoTime);
    }

    private static ReplyRules rules(ReplyConfig config) {
        ClauseSplitter.Rules splitting = ClauseSplitter.Rules.defaults();
        return new ReplyRules(
                config.matches(),
                config.lastResort(),
                config.rowsShown(),
                config.shortFirstClause() ? splitting : splitting.withoutShortFirst(),
                config.llmMaxTokens(),
                config.llmTime(),
                (float) config.llmTemperature(),
                (float) config.llmRepetitionPenalty(),
                STOP,
                config.startDeadline(),
                config.llmUrl().isEmpty() ? config.llmSlots() : config.llmUrlSlots(),
                config.llmFirstWords(),
                config.llmQueueTime(),
                config.llmRest(),
                new PlayoutLead(config.leadPause(), config.leadResume(), config.leadDeadline()),
                new Fillers(config.fillerAfter(), config.fillers()),
                config.speculation(),
                config.readAhead());
    }

    private static void closeAll(List<AutoCloseable> loaded, RuntimeException cause) {
        for (AutoCloseable model : loaded) {
            try {
                model.close();
            } catch (Exception e) {
                cause.addSuppressed(e);
            }
        }
    }
}
