package io.talkmatrix.tts.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hankcs.hanlp.dictionary.CoreDictionary;
import io.talkmatrix.tts.english.HibariFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Sentences of our own to be spoken: half of them of a host's everyday patterns, half common words in no order, so that
 * every sound meets many others. Equal seeds give equal sentences.
 */
final class CorpusSentences {

    private static final int COMMON_CHARACTERS = 1_200;
    private static final int COMMON_WORDS = 6_000;
    private static final Comparator<String> BY_FREQUENCY =
            Comparator.comparingInt((String word) -> -frequency(word)).thenComparing(Comparator.naturalOrder());

    private static final List<String> MANDARIN_PATTERNS = List.of(
            "这款{n}今天只要{d}元，买{d}送一。",
            "欢迎{p}来到我们的直播间，一起看看这个{n}。",
            "{p}问，这个{n}有没有{a}的？",
            "我们的{n}非常{a}，{p}都很喜欢。",
            "妈妈买了{n}，爸爸买了{n}，宝宝吃了一个苹果。",
            "{a}的{n}和{a}的{n}，你更喜欢哪一个？",
            "喝一杯{n}，肚子舒服，皮肤也会变得{a}。",
            "风吹了一晚，飞机票也不会免费，放心买{n}吧！",
            "雨后去湖边，{p}拍了{d}张{a}的照片。",
            "不要着急，{p}马上就发货，明天下午{d}点见。",
            "如果觉得不合适，{d}天之内都可以退货。",
            "朋友们，把{n}放进购物车，福利马上开始！");
    private static final List<String> MANDARIN_NOUNS = List.of(
            "保温杯", "面膜", "苹果", "葡萄", "衬衫", "鱼油", "绿茶", "牛奶", "裤子", "雨伞", "蜂蜜", "饼干", "皮包", "拖鞋", "火锅", "玫瑰花", "橘子",
            "巧克力", "冰箱", "牙膏", "沐浴露", "被子", "风扇", "手机壳", "耳机");
    private static final List<String> MANDARIN_PEOPLE =
            List.of("新朋友", "老板", "小姑娘", "王女士", "范先生", "婆婆", "吴老师", "于伯伯", "大伙儿", "主播");
    private static final List<String> MANDARIN_QUALITIES =
            List.of("漂亮", "便宜", "舒服", "温柔", "绿色", "红色", "方便", "普通", "宽松", "柔软", "新鲜", "高级", "特别", "蓝色");

    private static final List<String> ENGLISH_PATTERNS = List.of(
            "This {n} costs only {d} dollars today, and shipping is free.",
            "Welcome, {p}, have a look at our {a} {n}.",
            "{p} asks whether the {n} comes in a {a} colour.",
            "Both of my brothers bought a {a} {n} before breakfast.",
            "You will love how {a} the {n} feels.",
            "Put the {n} in your basket, {p}, and pay by phone.",
            "Who would choose a {n} without a {n}?",
            "The {a} {n} weighs about {d} pounds.",
            "Very few people ever forget a {a} voice.",
            "We should move the blue boat up the river by noon.",
            "Please give {p} the {a} {n} for the weekend.",
            "I hope the {n} and the {n} arrive before Friday.");
    private static final List<String> ENGLISH_NOUNS = List.of(
            "jacket",
            "bottle",
            "phone",
            "pair of shoes",
            "book",
            "lamp",
            "coffee pot",
            "wool blanket",
            "toothbrush",
            "umbrella",
            "fish bowl",
            "perfume",
            "soup spoon",
            "violin",
            "map",
            "leather bag",
            "moon cake",
            "juice",
            "backpack",
            "watch");
    private static final List<String> ENGLISH_PEOPLE =
            List.of("Bob", "my friend", "Mary", "everybody", "Paul", "Mrs Woo", "George", "the boss", "Phoebe", "Tom");
    private static final List<String> ENGLISH_QUALITIES = List.of(
            "beautiful",
            "cheap",
            "warm",
            "soft",
            "blue",
            "purple",
            "smooth",
            "heavy",
            "fresh",
            "shiny",
            "round",
            "loud",
            "smaller",
            "famous");

    private final List<String> mandarinWords = mandarinWords();
    private final List<String> englishWords = englishWords();

    /** A sentence of a language, {@code zh} or {@code en}. */
    String sentence(String language, SplittableRandom random) {
        boolean mandarin = language.equals("zh");
        if (random.nextBoolean()) {
            return words(mandarin ? mandarinWords : englishWords, mandarin, random);
        }
        return filled(any(mandarin ? MANDARIN_PATTERNS : ENGLISH_PATTERNS, random), mandarin, random);
    }

    /** One of {@link SpokenSentences}. */
    String spoken(String language, SplittableRandom random) {
        boolean mandarin = language.equals("zh");
        return filled(any(mandarin ? SpokenSentences.MANDARIN : SpokenSentences.ENGLISH, random), mandarin, random);
    }

    private static String filled(String text, boolean mandarin, SplittableRandom random) {
        Map<String, List<String>> slots = Map.of(
                "{n}", mandarin ? MANDARIN_NOUNS : ENGLISH_NOUNS,
                "{p}", mandarin ? MANDARIN_PEOPLE : ENGLISH_PEOPLE,
                "{a}", mandarin ? MANDARIN_QUALITIES : ENGLISH_QUALITIES);
        for (Map.Entry<String, List<String>> slot : slots.entrySet()) {
            for (int at = text.indexOf(slot.getKey()); at >= 0; at = text.indexOf(slot.getKey())) {
                text = text.substring(0, at) + any(slot.getValue(), random) + text.substring(at + 3);
            }
        }
        while (text.contains("{d}")) {
            int at = text.indexOf("{d}");
            text = text.substring(0, at) + random.nextInt(2, 99) + text.substring(at + 3);
        }
        return text;
    }

    private static String words(List<String> common, boolean mandarin, SplittableRandom random) {
        int count = mandarin ? random.nextInt(5, 10) : random.nextInt(6, 11);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(any(common, random));
            boolean pause = i < count - 1 && random.nextInt(5) == 0;
            text.append(
                    i == count - 1 ? (mandarin ? "。" : ".") : pause ? (mandarin ? "，" : ", ") : mandarin ? "" : " ");
        }
        return text.toString();
    }

    private static String any(List<String> of, SplittableRandom random) {
        return of.get(random.nextInt(of.size()));
    }

    /** The most frequent words of two of the most frequent characters, by the segmenter's dictionary. */
    private static List<String> mandarinWords() {
        List<String> characters = IntStream.rangeClosed(0x4e00, 0x9fa5)
                .mapToObj(Character::toString)
                .filter(word -> frequency(word) > 0)
                .sorted(BY_FREQUENCY)
                .limit(COMMON_CHARACTERS)
                .toList();
        return characters.stream()
                .flatMap(first -> characters.stream().map(second -> first + second))
                .filter(word -> frequency(word) > 0)
                .sorted(BY_FREQUENCY)
                .limit(COMMON_WORDS)
                .toList();
    }

    private static int frequency(String word) {
        CoreDictionary.Attribute found = CoreDictionary.get(word);
        return found == null ? 0 : found.totalFrequency;
    }

    /** The words the tagger of the English front end knows by heart. */
    private static List<String> englishWords() {
        try (InputStream file =
                new GZIPInputStream(Files.newInputStream(HibariFolder.path().resolve("tagger.json.gz")))) {
            JsonNode words = new ObjectMapper().readTree(file).get("tagdict");
            List<String> plain = new ArrayList<>();
            words.fieldNames().forEachRemaining(word -> {
                if (word.matches("[a-z]{2,9}")) {
                    plain.add(word);
                }
            });
            plain.sort(Comparator.naturalOrder());
            return plain;
        } catch (IOException e) {
            throw new UncheckedIOException("the tagger's words cannot be read", e);
        }
    }
}
