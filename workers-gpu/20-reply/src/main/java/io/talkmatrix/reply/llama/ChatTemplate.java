package io.talkmatrix.reply.llama;

import io.talkmatrix.reply.ChatRequest.Message;
import java.util.List;

/** How a model wants a conversation written. What a message says can never look like a tag of the template. */
public enum ChatTemplate {
    /** {@code <|im_start|>role … <|im_end|>}: SmolLM2, Qwen2 and Qwen2.5. */
    CHATML("<|im_end|>", "<|im_start|>") {
        @Override
        String write(List<Message> messages) {
            StringBuilder prompt = new StringBuilder();
            for (Message message : messages) {
                String role =
                        switch (message.role()) {
                            case SYSTEM -> "system";
                            case USER -> "user";
                            case ASSISTANT -> "assistant";
                        };
                prompt.append("<|im_start|>").append(role).append('\n');
                prompt.append(plain(message.text())).append("<|im_end|>\n");
            }
            return prompt.append("<|im_start|>assistant\n").toString();
        }
    },
    /** {@code <start_of_turn>role … <end_of_turn>}: Gemma, which has no system role. */
    GEMMA("<end_of_turn>", "<start_of_turn>") {
        @Override
        String write(List<Message> messages) {
            StringBuilder prompt = new StringBuilder();
            String before = "";
            for (Message message : messages) {
                switch (message.role()) {
                    case SYSTEM -> before = plain(message.text()) + "\n\n";
                    case USER -> {
                        prompt.append("<start_of_turn>user\n").append(before);
                        prompt.append(plain(message.text())).append("<end_of_turn>\n");
                        before = "";
                    }
                    case ASSISTANT ->
                        prompt.append("<start_of_turn>model\n")
                                .append(plain(message.text()))
                                .append("<end_of_turn>\n");
                }
            }
            return prompt.append("<start_of_turn>model\n").toString();
        }
    };

    private final List<String> stops;

    ChatTemplate(String... stops) {
        this.stops = List.of(stops);
    }

    /** The prompt, ready for the model's answer. */
    abstract String write(List<Message> messages);

    /** The prompt as far as the last message, which may go on. */
    String begin(List<Message> messages) {
        String prompt = write(messages);
        return prompt.substring(0, prompt.lastIndexOf(stops.get(0)));
    }

    /** Tags that end an answer. */
    List<String> stops() {
        return stops;
    }

    private static String plain(String text) {
        return text.replace("<|", "< |").replace("<start_of_turn>", "").replace("<end_of_turn>", "");
    }
}
