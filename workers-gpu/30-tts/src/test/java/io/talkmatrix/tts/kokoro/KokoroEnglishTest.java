package io.talkmatrix.tts.kokoro;

import io.talkmatrix.tts.Clause;
import io.talkmatrix.tts.TtsEngine;
import io.talkmatrix.tts.TtsEngineContract;

class KokoroEnglishTest extends TtsEngineContract {

    @Override
    protected TtsEngine engine() {
        return KokoroModel.ENGINE;
    }

    @Override
    protected Clause clause() {
        return Clause.of("Good morning!", "en");
    }

    @Override
    protected String longText() {
        return "many words, ".repeat(12);
    }
}
