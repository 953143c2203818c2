package io.talkmatrix.reply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Finds the knowledge row that answers a question by sentence embedding. A row is as near as the nearest of its question
 * variants and its answer: the answer's own words raise right rows and leave unrelated questions where they are. A match
 * counts when it is near enough and clearly nearer than the next row with another answer, unless
 * it is small talk ({@link SmallTalk}).
 *
 * <p>The index of a knowledge version is built at its first question (about 1 ms a sentence), the latest {@value #KEPT}
 * are kept. Safe for use from any thread.
 */
public final class CommonAnswers {

    /**
     * When a match counts.
     *
     * @param minScore least cosine similarity, −1 to 1
     * @param minLead least distance to the next row's score
     */
    public record Rule(double minScore, double minLead) {

        public Rule {
            if (!(minScore >= 0 && minScore <= 1) || !(minLead >= 0 && minLead <= 1)) {
                throw new IllegalArgumentException(
                        "score and lead of a match must be between 0 and 1: " + minScore + ", " + minLead);
            }
        }

        boolean accepts(Match match) {
            return match.score() >= minScore && match.lead() >= minLead;
        }
    }

    /**
     * A row and how near it is.
     *
     * @param score cosine similarity of the nearest sentence of the row
     * @param lead score minus the score of the nearest row with another answer; negative if small talk is clearly
     *     nearer
     */
    public record Match(KnowledgeRow row, double score, double lead) {

        /** For {@code sourceDetail}. */
        public String detail() {
            return String.format(Locale.ROOT, "%s score %.2f lead %.2f", row.where(), score, lead);
        }
    }

    private static final int KEPT = 32;

    /** So much nearer than a row must small talk be to win: a row may well be about rain itself. */
    private static final double CLEARLY = 0.10;

    private final Map<String, Embedder> embedders;
    private final Pronunciation pronunciation;
    private final Map<Key, Place> indexes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Place> eldest) {
            return size() > KEPT;
        }
    };

    /** @param embedders model for each language tag; the owner closes them */
    public CommonAnswers(Map<String, Embedder> embedders, Pronunciation pronunciation) {
        this.embedders = Map.copyOf(embedders);
        this.pronunciation = pronunciation;
    }

    /** Builds the indexes of a knowledge version in every language, so that its first question need not wait. */
    public void prepare(Knowledge knowledge) {
        embedders.forEach((language, embedder) -> index(knowledge, language, embedder));
    }

    /** True if questions in this language can be matched. */
    public boolean knows(String language) {
        return embedders.containsKey(language);
    }

    /**
     * The nearest rows whose answer is in {@code language}, nearest first, at most {@code count}; none if the language
     * has no model or no row.
     */
    public List<Match> nearest(Knowledge knowledge, String language, String question, int count) {
        Embedder embedder = embedders.get(language);
        if (embedder == null || question.isBlank()) {
            return List.of();
        }
        Index index = index(knowledge, language, embedder);
        if (index.rows().isEmpty()) {
            return List.of();
        }
        return index.nearest(embedder.embed(index.alikes().mended(bare(question))), count);
    }

    private Index index(Knowledge knowledge, String language, Embedder embedder) {
        Key key = new Key(knowledge.version(), language);
        Place place;
        synchronized (indexes) {
            place = indexes.computeIfAbsent(key, missing -> new Place());
        }
        return place.index(() -> Index.of(knowledge.in(language), SmallTalk.in(language), embedder, pronunciation));
    }

    /** Marks at the end say nothing about the meaning but move the vector; recognition writes them, tables don't. */
    private static String bare(String sentence) {
        String text = sentence.strip();
        int end = text.length();
        while (end > 1 && (Marks.isStrong(text.charAt(end - 1)) || Marks.isWeak(text.charAt(end - 1)))) {
            end--;
        }
        return text.substring(0, end);
    }

    private record Key(String version, String language) {}

    /** Where an index is or will be: while one is built only those wait who need this one. */
    private static final class Place {

        private Index index;

        synchronized Index index(Supplier<Index> builder) {
            if (index == null) {
                index = builder.get();
            }
            return index;
        }
    }

    /** Unit vectors of every sentence of every row: vectors.get(row)[sentence][dimension]; small talk likewise. */
    private record Index(List<KnowledgeRow> rows, List<float[][]> vectors, float[][] smallTalk, SoundAlikes alikes) {

        static Index of(
                List<KnowledgeRow> rows, List<String> smallTalk, Embedder embedder, Pronunciation pronunciation) {
            List<float[][]> vectors = new ArrayList<>(rows.size());
            for (KnowledgeRow row : rows) {
                List<String> sentences = new ArrayList<>(row.questions());
                sentences.add(row.answer());
                vectors.add(sentences.stream()
                        .map(sentence -> embedder.embed(bare(sentence)))
                        .toArray(float[][]::new));
            }
            float[][] others = smallTalk.stream().map(embedder::embed).toArray(float[][]::new);
            SoundAlikes alikes = SoundAlikes.of(
                    rows.stream().flatMap(row -> row.questions().stream()).toList(), pronunciation);
            return new Index(rows, vectors, others, alikes);
        }

        List<Match> nearest(float[] question, int count) {
            List<Match> scored = new ArrayList<>(rows.size());
            for (int i = 0; i < rows.size(); i++) {
                scored.add(new Match(rows.get(i), score(vectors.get(i), question), 0));
            }
            scored.sort(Comparator.comparingDouble(Match::score).reversed());
            double other = score(smallTalk, question);
            List<Match> nearest = new ArrayList<>();
            for (int i = 0; i < Math.min(count, scored.size()); i++) {
                Match match = scored.get(i);
                double next = other > match.score() + CLEARLY ? other : nextScore(scored, i);
                nearest.add(new Match(match.row(), match.score(), match.score() - next));
            }
            return nearest;
        }

        private static double nextScore(List<Match> scored, int at) {
            String answer = scored.get(at).row().answer();
            for (int i = at + 1; i < scored.size(); i++) {
                if (!scored.get(i).row().answer().equals(answer)) {
                    return scored.get(i).score();
                }
            }
            return 0;
        }

        private static double score(float[][] sentences, float[] question) {
            double best = -1;
            for (float[] sentence : sentences) {
                double dot = 0;
                for (int d = 0; d < question.length; d++) {
                    dot += (double) sentence[d] * question[d];
                }
                best = Math.max(best, dot);
            }
            return best;
        }
    }
}
