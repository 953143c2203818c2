package io.talkmatrix.reply.mandarin;

import com.hankcs.hanlp.dictionary.CoreDictionary;
import com.hankcs.hanlp.dictionary.py.Pinyin;
import com.hankcs.hanlp.dictionary.py.PinyinDictionary;
import io.talkmatrix.reply.Pronunciation;

/** By the dictionaries of HanLP, which are read when the first is made and not while the first viewer waits. */
public final class HanLpPronunciation implements Pronunciation {

    public HanLpPronunciation() {
        isWord("一");
        sounds("一");
    }

    @Override
    public String[] sounds(String text) {
        Pinyin[] read = PinyinDictionary.convertToPinyinArray(text);
        String[] sounds = new String[text.length()];
        for (int i = 0; i < sounds.length && i < read.length; i++) {
            sounds[i] = read[i] == Pinyin.none5 ? null : read[i].getPinyinWithoutTone();
        }
        return sounds;
    }

    @Override
    public boolean isWord(String text) {
        return CoreDictionary.get(text) != null;
    }
}
