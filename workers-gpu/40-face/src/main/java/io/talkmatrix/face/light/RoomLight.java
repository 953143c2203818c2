package io.talkmatrix.face.light;

import io.talkmatrix.face.FacePose;
import io.talkmatrix.face.warp.ShadeGrid;
import io.talkmatrix.face.warp.Shading;
import io.talkmatrix.stage.Lamps;
import io.talkmatrix.stage.Lamps.Lamp;
import io.talkmatrix.stage.Lighting;
import java.util.OptionalInt;

/**
 * A room's lamps on one face. The picture's own light is taken to come from the front; what a lamp changes is the ratio of
 * the two (ratio images after Liu, Shan and Zhang 2001). Lamps are moved in steps of 30 s of the day. Not thread-safe.
 */
final class RoomLight implements Shading {

    private static final int STEPS_OF_DAY = 2880;
    private static final double AMBIENT = .30;
    /** Light wraps around the edge into shadow, as that of a large lamp does. */
    private static final double WRAP = .30;

    private static final double FRONT_AMBIENT = .62;
    private static final double NOSE_SHADOW = .30;
    private static final double CHIN_SHADOW = .38;
    private static final double BACKGROUND = .35;
    private static final double TINTED = .65;

    private final Surface surface;
    private final Lighting lighting;
    private final long startMillis;
    private final OptionalInt product;
    private final float[] factors; // [3 * node]
    private int step = -1;

    /**
     * @param startMillis when the turn began, ms since the epoch
     * @param product colour that fill and rim light take on, 0xRRGGBB
     */
    RoomLight(Surface surface, Lighting lighting, long startMillis, OptionalInt product) {
        this.surface = surface;
        this.lighting = lighting;
        this.startMillis = startMillis;
        this.product = product;
        this.factors = new float[3 * surface.cover.length];
    }

    @Override
    public boolean shade(FacePose pose, double seconds, ShadeGrid grid) {
        int now = (int) (lighting.dayShare(startMillis + Math.round(1000 * seconds)) * STEPS_OF_DAY);
        if (now != step) {
            step = now;
            light(lighting.at((double) now / STEPS_OF_DAY).orElseThrow());
        }
        int columns = surface.columns;
        for (int row = 0; row < columns; row++) {
            for (int column = 0; column < columns; column++) {
                int i = 3 * (row * columns + column);
                grid.multiply(column, row, factors[i], factors[i + 1], factors[i + 2]);
            }
        }
        return true;
    }

    private void light(Lamps lamps) {
        Lamp fill = product.isPresent() ? lamps.fill().tinted(product.getAsInt(), TINTED) : lamps.fill();
        Lamp rim = product.isPresent() ? lamps.rim().tinted(product.getAsInt(), TINTED) : lamps.rim();
        Beam key = new Beam(lamps.key());
        Beam second = new Beam(fill);
        Beam behind = new Beam(rim);
        double[] front = new double[3];
        key.addTo(front, 0, -.1, .995, 1);
        second.addTo(front, 0, -.1, .995, 1);
        double mean = AMBIENT * (front[0] + front[1] + front[2]) / 3;
        double scale = lamps.brightness() / Math.max(.05, (front[0] + front[1] + front[2]) / 3 + mean);
        double[] lit = new double[3];
        for (int node = 0; node < surface.cover.length; node++) {
            double nx = surface.normals[3 * node];
            double ny = surface.normals[3 * node + 1];
            double nz = surface.normals[3 * node + 2];
            lit[0] = AMBIENT * front[0];
            lit[1] = AMBIENT * front[1];
            lit[2] = AMBIENT * front[2];
            double shadow = 1
                    - key.fromAbove
                            * (1 - .6 * lighting.soften())
                            * (NOSE_SHADOW * surface.underNose[node] + CHIN_SHADOW * surface.underChin[node]);
            key.addTo(lit, nx, ny, nz, shadow);
            second.addTo(lit, nx, ny, nz, 1);
            double was = FRONT_AMBIENT + (1 - FRONT_AMBIENT) * Math.max(0, nz - .1 * ny);
            double edge = Math.pow(1 - Math.max(0, nz), 2);
            behind.addRim(lit, nx, ny, nz, 2.2 * edge);
            double cover = surface.cover[node];
            double lifted = 1 + lighting.soften() * surface.lift[node];
            for (int part = 0; part < 3; part++) {
                double on = scale * lit[part] / was * lifted;
                double flat = scale * (1 + AMBIENT) * front[part];
                double off = 1 + BACKGROUND * (flat - 1);
                factors[3 * node + part] = (float) (cover * on + (1 - cover) * off);
            }
        }
    }

    /** A lamp as light from one direction. */
    private static final class Beam {

        private final double x;
        private final double y;
        private final double z;
        private final double[] colour;
        private final double fromAbove;

        Beam(Lamp lamp) {
            double azimuth = Math.toRadians(lamp.azimuth());
            double elevation = Math.toRadians(lamp.elevation());
            x = Math.sin(azimuth) * Math.cos(elevation);
            y = -Math.sin(elevation);
            z = Math.cos(azimuth) * Math.cos(elevation);
            colour = new double[] {
                lamp.intensity() * (lamp.rgb() >> 16 & 255) / 255,
                lamp.intensity() * (lamp.rgb() >> 8 & 255) / 255,
                lamp.intensity() * (lamp.rgb() & 255) / 255
            };
            fromAbove = Math.max(0, Math.sin(elevation)) / Math.sin(Math.toRadians(45));
        }

        void addTo(double[] lit, double nx, double ny, double nz, double share) {
            double facing = Math.max(0, (nx * x + ny * y + nz * z + WRAP) / (1 + WRAP)) * share;
            lit[0] += facing * colour[0];
            lit[1] += facing * colour[1];
            lit[2] += facing * colour[2];
        }

        void addRim(double[] lit, double nx, double ny, double nz, double edge) {
            double side = Math.max(0, nx * x + ny * y + .25 * nz * z);
            lit[0] += edge * side * colour[0];
            lit[1] += edge * side * colour[1];
            lit[2] += edge * side * colour[2];
        }
    }
}
