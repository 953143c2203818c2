package io.talkmatrix.face.measure;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Frames side by side in one picture, each with a caption, to be looked at. Not thread-safe. */
public final class ContactSheet {

    private static final int CAPTION = 18;

    /** A part of a frame, pixels. */
    public record Window(int left, int top, int width, int height) {}

    private final int columns;
    private final int tile;
    private final Window window;
    private final List<BufferedImage> tiles = new ArrayList<>();
    private final List<String> captions = new ArrayList<>();

    /**
     * @param columns tiles in a row
     * @param tile width of a tile, pixels
     * @param window part of each frame that is shown
     */
    public ContactSheet(int columns, int tile, Window window) {
        this.columns = columns;
        this.tile = tile;
        this.window = window;
    }

    /** Adds a frame; it is copied. */
    public void add(String caption, int[] argb, int frameWidth) {
        int height = argb.length / frameWidth;
        BufferedImage frame = new BufferedImage(frameWidth, height, BufferedImage.TYPE_INT_RGB);
        frame.setRGB(0, 0, frameWidth, height, argb, 0, frameWidth);
        BufferedImage cut = frame.getSubimage(window.left(), window.top(), window.width(), window.height());
        BufferedImage scaled = new BufferedImage(tile, tileHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = scaled.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.drawImage(cut, 0, 0, tile, tileHeight(), null);
        g.dispose();
        tiles.add(scaled);
        captions.add(caption);
    }

    /** Writes the sheet, as JPEG if the file is called {@code .jpg} and as PNG otherwise. */
    public void write(Path file) {
        int rows = (tiles.size() + columns - 1) / columns;
        int step = tileHeight() + CAPTION;
        BufferedImage sheet = new BufferedImage(columns * tile, Math.max(1, rows * step), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        g.setColor(Color.WHITE);
        for (int i = 0; i < tiles.size(); i++) {
            int x = i % columns * tile;
            int y = i / columns * step;
            g.drawImage(tiles.get(i), x, y + CAPTION, null);
            g.drawString(captions.get(i), x + 4, y + 13);
        }
        g.dispose();
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            String format = file.toString().endsWith(".jpg") ? "jpg" : "png";
            if (!ImageIO.write(sheet, format, file.toFile())) {
                throw new IllegalStateException("this Java cannot write " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the contact sheet " + file, e);
        }
    }

    private int tileHeight() {
        return Math.round((float) tile * window.height() / window.width());
    }
}
