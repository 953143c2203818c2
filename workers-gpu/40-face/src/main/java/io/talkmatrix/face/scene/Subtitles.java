package io.talkmatrix.face.scene;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes what is said into frames: at most two lines, broken between words (or Chinese characters), smaller if it is much,
 * cut with an ellipsis if it is too much; white on a dark plate. Drawn once for each text. Not thread-safe.
 */
final class Subtitles {

    private static final int LINES = 2;
    private static final double SMALLEST = .65;
    private static final String SAMPLE = "说 say";

    private final Rectangle room;
    private final int frameWidth;
    private final BufferedImage plate;
    private final Font font;
    private String shown = "";

    /**
     * @param room where they go, pixels of the frame
     * @param size of a letter, pixels
     * @param frameWidth of the frames drawn into
     */
    Subtitles(Rectangle room, int size, int frameWidth) {
        this.room = room;
        this.frameWidth = frameWidth;
        this.plate = new BufferedImage(room.width, room.height, BufferedImage.TYPE_INT_ARGB);
        this.font = new Font(Font.SANS_SERIF, Font.BOLD, size);
    }

    /** What a person should know if this machine has no letters for all that may be said. */
    static Optional<String> warning() {
        return new Font(Font.SANS_SERIF, Font.BOLD, 12).canDisplayUpTo(SAMPLE) < 0
                ? Optional.empty()
                : Optional.of("subtitles: no font of this machine has Chinese characters (Debian: apt-get install"
                        + " fonts-noto-cjk)");
    }

    void draw(String text, int[] argb) {
        String wanted = text.strip();
        if (!wanted.equals(shown)) {
            shown = wanted;
            paint();
        }
        if (shown.isEmpty()) {
            return;
        }
        int[] pixels = Canvas.pixels(plate);
        for (int y = 0; y < room.height; y++) {
            int out = (room.y + y) * frameWidth + room.x;
            for (int x = 0; x < room.width; x++) {
                int pixel = pixels[y * room.width + x];
                if (pixel >>> 24 != 0) {
                    argb[out + x] = Composition.over(pixel, pixel >>> 24, argb[out + x]);
                }
            }
        }
    }

    private void paint() {
        Arrays.fill(Canvas.pixels(plate), 0);
        if (shown.isEmpty()) {
            return;
        }
        Graphics2D g = Canvas.graphics(plate);
        int pad = font.getSize() / 2;
        Font fitting = font;
        List<String> lines = lines(shown, g.getFontMetrics(fitting), room.width - 2 * pad);
        while (lines.size() > LINES && fitting.getSize() > SMALLEST * font.getSize()) {
            fitting = fitting.deriveFont(fitting.getSize2D() - 1);
            lines = lines(shown, g.getFontMetrics(fitting), room.width - 2 * pad);
        }
        if (lines.size() <= LINES) {
            lines = balanced(shown, g.getFontMetrics(fitting), room.width - 2 * pad);
        } else {
            lines = List.of(lines.get(0), lines.get(1) + "…");
        }
        g.setFont(fitting);
        FontMetrics metrics = g.getFontMetrics();
        int step = metrics.getHeight();
        int height = lines.size() * step + pad;
        int widest = lines.stream().mapToInt(metrics::stringWidth).max().orElse(0) + 2 * pad;
        g.setColor(new Color(12, 16, 28, 165));
        g.fillRoundRect((room.width - widest) / 2, room.height - height, widest, height, pad * 2, pad * 2);
        for (int i = 0; i < lines.size(); i++) {
            int x = (room.width - metrics.stringWidth(lines.get(i))) / 2;
            int y = room.height - height + pad / 2 + i * step + metrics.getAscent();
            g.setColor(new Color(0, 0, 0, 160));
            g.drawString(lines.get(i), x + 1, y + 2);
            g.setColor(Color.WHITE);
            g.drawString(lines.get(i), x, y);
        }
        g.dispose();
    }

    /** The text in as few lines as fit, of about the same length: no word stands alone. */
    static List<String> balanced(String text, FontMetrics metrics, int width) {
        List<String> best = lines(text, metrics, width);
        int step = Math.max(1, width / 40);
        for (int narrower = width - step; best.size() > 1 && narrower > width / 2; narrower -= step) {
            List<String> lines = lines(text, metrics, narrower);
            if (lines.size() > best.size()) {
                break;
            }
            best = lines;
        }
        return best;
    }

    /** The text in lines that fit. */
    static List<String> lines(String text, FontMetrics metrics, int width) {
        List<String> lines = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(text);
        StringBuilder line = new StringBuilder();
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            String word = text.substring(from, to);
            if (line.length() > 0 && metrics.stringWidth(line + word.stripTrailing()) > width) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            line.append(word);
        }
        lines.add(line.toString().strip());
        return lines;
    }
}
