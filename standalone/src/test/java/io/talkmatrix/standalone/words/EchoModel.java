package io.talkmatrix.standalone.words;

import io.talkmatrix.reply.ChatAbilities;
import io.talkmatrix.reply.ChatModel;
import io.talkmatrix.reply.ChatRequest;
import io.talkmatrix.reply.ChatResult;
import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.EngineInfo;
import java.util.List;
import java.util.Set;

/** The worst that a language model can do: says again what it was told, and knows a code for what nobody may say. */
final class EchoModel implements ChatModel {

    private static final String STEMS = "甲乙丙丁戊己庚辛壬癸";
    private static final String BRANCHES = "子丑寅卯辰巳午未申酉戌亥";

    private final List<String> answers;

    EchoModel(List<String> answers) {
        this.answers = answers;
    }

    /** A harmless question whose answer is not. @param number 0–59 */
    static String question(int number) {
        return "口令" + STEMS.charAt(number % STEMS.length()) + BRANCHES.charAt(number % BRANCHES.length()) + "怎么念？";
    }

    @Override
    public EngineInfo engine() {
        return new EngineInfo("echo", "echo", "cpu", "");
    }

    @Override
    public ChatAbilities abilities() {
        return new ChatAbilities(Set.of(), false, 0, 0, false);
    }

    @Override
    public ChatResult stream(ChatRequest request, TokenSink sink, Cancellation cancellation)
            throws InterruptedException {
        String asked = request.messages().get(request.messages().size() - 1).text();
        List<String> pieces = List.of("你说的是，", asked, "，对吗？");
        for (int i = 0; i < answers.size(); i++) {
            if (asked.contains(question(i).substring(0, 4))) {
                pieces = List.of("好的，", "你可以用", answers.get(i), "联系我。", "谢谢。");
            }
        }
        int said = 0;
        for (String piece : pieces) {
            cancellation.check();
            said++;
            if (!sink.accept(piece)) {
                return new ChatResult(said, ChatResult.Finish.READER);
            }
        }
        return new ChatResult(said, ChatResult.Finish.END);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
