package io.talkmatrix.tts;

class ScriptedEngineTest extends TtsEngineContract {

    private final ScriptedEngine engine = new ScriptedEngine("scripted", "mei/zh");

    @Override
    protected TtsEngine engine() {
        return engine;
    }

    @Override
    protected Clause clause() {
        return Clause.of("一二三四五六七八九十甲乙丙丁", "zh");
    }

    @Override
    protected String longText() {
        return "一二三四五六七八九十".repeat(20);
    }
}
