package io.talkmatrix.reply;

import io.talkmatrix.reply.ChatRequest.Message;
import io.talkmatrix.reply.ChatRequest.Role;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.ReplySegment.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * How an answer goes on whose first clauses another worker published: behind their last word, never over them. Known words
 * are made again and those that were said passed over; a model is given what was said as the beginning of its answer. What
 * cannot be gone on with ends where it is.
 *
 * @param plan for the rest
 * @param splitting of the rest
 * @param passedOver clauses of known words that were said
 */
record Continuation(Plan plan, ClauseSplitter.Rules splitting, int passedOver) {

    /** @param said what was published of the turn, in order; empty for an answer that begins here */
    static Continuation of(List<ReplySegment> said, Plan plan, ClauseSplitter.Rules splitting) {
        List<ReplySegment> words = said.stream()
                .filter(segment -> segment.source() != Source.FILLER)
                .toList();
        if (words.isEmpty()) {
            return new Continuation(plan, splitting, 0);
        }
        ReplySegment last = words.get(words.size() - 1);
        if (plan instanceof Plan.Say known && begins(known, last)) {
            return new Continuation(known, splitting, words.size());
        }
        if (plan instanceof Plan.Ask ask && last.source() == Source.LLM) {
            return new Continuation(after(words, ask), splitting.withoutShortFirst(), 0);
        }
        if (plan instanceof Plan.Ask ask && begins(ask.otherwise(), last)) {
            return new Continuation(ask.otherwise(), splitting, words.size());
        }
        String why = "begun by another worker, which answered otherwise";
        return new Continuation(new Plan.Say("", last.language(), last.source(), why, why), splitting, 0);
    }

    private static boolean begins(Plan.Say known, ReplySegment said) {
        return known.source() == said.source() && said.sourceDetail().startsWith(known.detail());
    }

    private static Plan after(List<ReplySegment> words, Plan.Ask ask) {
        StringBuilder text = new StringBuilder();
        words.forEach(segment -> Marks.appendClause(text, segment.text()));
        String said = text.toString();
        Plan.Say nothing = new Plan.Say("", ask.language(), Source.LLM, "", ask.degraded());
        ChatRequest request = ask.request();
        int tokens = ask.model().tokens(said);
        int left = request.maxTokens() - tokens;
        if (left < 1) {
            return nothing;
        }
        ChatRequest rest = ask.model().abilities().continues()
                ? request.after(said, tokens, left, request.timeLimit())
                : goOn(request, said, ask.language(), left);
        return new Plan.Ask(ask.model(), rest, ask.language(), ask.degraded(), nothing);
    }

    /** Servers differ in what they do with an answer that is begun; all of them understand a request to go on. */
    private static ChatRequest goOn(ChatRequest request, String said, String language, int maxTokens) {
        List<Message> messages = new ArrayList<>(request.messages());
        messages.add(new Message(Role.ASSISTANT, said));
        messages.add(new Message(
                Role.USER,
                language.equals(Language.MANDARIN)
                        ? "请接着刚才中断的地方往下说，不要重复已经说过的话。"
                        : "Go on exactly where you were interrupted, and repeat nothing."));
        return new ChatRequest(
                messages,
                maxTokens,
                request.timeLimit(),
                request.temperature(),
                request.repetitionPenalty(),
                request.stop(),
                request.seed());
    }
}
