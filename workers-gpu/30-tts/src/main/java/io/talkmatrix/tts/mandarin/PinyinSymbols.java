package io.talkmatrix.tts.mandarin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pinyin to the phoneme symbols the Mandarin voices of Kokoro v1.0 were trained with (misaki's legacy alphabet). The
 * tone mark follows the vowel nucleus, before a nasal coda.
 */
final class PinyinSymbols {

    /** Longest first, so that zh is found before z. */
    private static final String[] INITIALS = {
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s"
    };

    private static final Map<String, String> INITIAL_SYMBOLS =
            table("b p,p pʰ,m m,f f,d t,t tʰ,n n,l l,g k,k kʰ,h x," + "j ʨ,q ʨʰ,x ɕ,zh ꭧ,ch ꭧʰ,sh ʂ,r ɻ,z ʦ,c ʦʰ,s s");

    /** 0 is where the tone goes. */
    private static final Map<String, String> FINAL_SYMBOLS = table("a a0,ai ai0,an a0n,ang a0ŋ,ao au0,e ɤ0,ei ei0,"
            + "en ə0n,eng ə0ŋ,i i0,ia ja0,ian jɛ0n,iang ja0ŋ,iao jau0,ie je0,in i0n,ing i0ŋ,iong jʊ0ŋ,iou jou0,"
            + "ong ʊ0ŋ,ou ou0,u u0,ua wa0,uai wai0,uan wa0n,uang wa0ŋ,uei wei0,uen wə0n,ueng wə0ŋ,uo wo0,o wo0,"
            + "v y0,ve ɥe0,van ɥɛ0n,vn y0n,er ɚ0,- 0");

    /** Syllables that are not initial and final; - is a character nobody can read. */
    private static final Map<String, String> WHOLE = table("o ɔ0,ê ɛ0,yo wo0,m m0,n n0,ng ŋ0,hm hm0,hng hŋ0,r ɚ0,- 0");

    private static final Map<String, String> SHORT_FORMS = table("iu iou,ui uei,un uen,ue ve");
    private static final List<String> TONES = List.of("→", "↗", "↓", "↘", "");

    private PinyinSymbols() {}

    /** @throws IllegalArgumentException if it is no Mandarin syllable */
    static String symbols(Syllable syllable) {
        String base = syllable.base();
        String symbols = WHOLE.get(base);
        if (symbols == null) {
            String initial = initial(base);
            String last = finalOf(initial, base.substring(initial.length()));
            boolean apical = last.equals("i") && "zh ch sh r z c s".contains(initial) && !initial.isEmpty();
            String finalSymbols = apical ? "ɨ0" : FINAL_SYMBOLS.get(last);
            if (finalSymbols == null) {
                throw new IllegalArgumentException("not a Mandarin syllable: " + syllable);
            }
            symbols = INITIAL_SYMBOLS.getOrDefault(initial, "") + finalSymbols;
        }
        return symbols.replace("0", TONES.get(syllable.tone() - 1));
    }

    private static String initial(String base) {
        for (String initial : INITIALS) {
            if (base.startsWith(initial)) {
                return initial;
            }
        }
        return "";
    }

    private static String finalOf(String initial, String spelled) {
        String last = spelled;
        if (initial.isEmpty() && last.startsWith("y")) {
            last = last.substring(1);
            if (last.startsWith("u")) {
                last = "v" + last.substring(1);
            } else if (!last.startsWith("i")) {
                last = "i" + last;
            }
        } else if (initial.isEmpty() && last.startsWith("w")) {
            last = last.startsWith("wu") ? last.substring(1) : "u" + last.substring(1);
        } else if ((initial.equals("j") || initial.equals("q") || initial.equals("x")) && last.startsWith("u")) {
            last = "v" + last.substring(1);
        }
        return SHORT_FORMS.getOrDefault(last, last);
    }

    private static Map<String, String> table(String pairs) {
        Map<String, String> table = new HashMap<>();
        for (String pair : pairs.split(",")) {
            String[] parts = pair.split(" ");
            table.put(parts[0], parts[1]);
        }
        return Map.copyOf(table);
    }
}
