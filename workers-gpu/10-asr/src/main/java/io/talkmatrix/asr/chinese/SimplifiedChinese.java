package io.talkmatrix.asr.chinese;

import com.hankcs.hanlp.HanLP;
import io.talkmatrix.asr.TextFinish;
import java.util.regex.Pattern;

/** Simplified characters by HanLP's converter, no spaces between Han characters, no book-title marks. */
public final class SimplifiedChinese implements TextFinish {

    private static final Pattern SPACES = Pattern.compile("(?<=[\\p{IsHan}，。！？、；：])\\s+(?=[\\p{IsHan}，。！？、；：])");
    private static final Pattern TITLE_MARKS = Pattern.compile("[《》]");

    @Override
    public String finish(String text, String language) {
        if (!language.equals("zh")) {
            return text;
        }
        String simplified = HanLP.convertToSimplifiedChinese(text);
        return TITLE_MARKS.matcher(SPACES.matcher(simplified).replaceAll("")).replaceAll("");
    }
}
