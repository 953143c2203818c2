package io.talkmatrix.face.landmarks;

import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.PortraitException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the face of a portrait, cuts a square around it and finds its landmarks there. Safe for use from any thread. */
public final class FaceFinder implements FaceTracker {

    private static final double CROP = 1.5;
    private static final double FRAME = 1.25;
    private static final double ABOVE = .52;
    private static final int ROUNDS = 3;
    private static final double LEAST_FACE_PIXELS = 48;
    private static final double PROFILE = .5;

    private final BlazeFace detector;
    private final FaceMesh mesh;

    public FaceFinder(BlazeFace detector, FaceMesh mesh) {
        this.detector = detector;
        this.mesh = mesh;
    }

    @Override
    public AlignedPortrait align(String name, Picture picture, int size) {
        List<FaceBox> faces = detector.find(picture);
        if (faces.isEmpty()) {
            throw new PortraitException(
                    "no face found in " + name + ": use a photo of one person looking at the camera, with the face at"
                            + " least a fifth of the picture's height and nothing in front of it");
        }
        FaceBox face =
                faces.stream().max(Comparator.comparingDouble(FaceBox::area)).orElseThrow();
        if (face.longerSide() < LEAST_FACE_PIXELS) {
            throw new PortraitException(String.format(
                    "the face in %s is only %.0f pixels wide: use a picture where it is at least %.0f",
                    name, face.longerSide(), LEAST_FACE_PIXELS));
        }
        List<String> warnings = new ArrayList<>();
        if (faces.size() > 1) {
            warnings.add(name + " shows " + faces.size()
                    + " faces: the largest speaks; cut the picture to one face to choose another");
        }
        SquareCrop crop = settle(picture, new SquareCrop(face.centreX(), face.centreY(), CROP * face.longerSide(), 0));
        SquareCrop frame = frameAround(picture, crop);
        Picture cut = frame.cut(picture, size);
        double scale = size / frame.side();
        SquareCrop inFrame = new SquareCrop(
                (crop.centreX() - frame.centreX()) * scale + size / 2.0,
                (crop.centreY() - frame.centreY()) * scale + size / 2.0,
                crop.side() * scale,
                crop.roll());
        Landmarks landmarks = mesh.find(cut, settle(cut, inFrame));
        requireFrontal(name, landmarks);
        return new AlignedPortrait(cut, landmarks, frame, warnings);
    }

    /** @throws PortraitException the head is seen from the side */
    static void requireFrontal(String name, Landmarks landmarks) {
        double turn = Math.abs(turn(landmarks));
        if (turn > PROFILE) {
            throw new PortraitException(String.format(
                    Locale.ROOT,
                    "the head in %s is seen from the side (turned by %.2f, at most %.2f can speak): use a photo that looks"
                            + " at the camera",
                    name,
                    turn,
                    PROFILE));
        }
    }

    /** How far the nose's tip lies beside the middle of the eyes, in distances of the outer eye corners. */
    private static double turn(Landmarks points) {
        double ex = (points.x(263) - points.x(33)) / points.eyeSpan();
        double ey = (points.y(263) - points.y(33)) / points.eyeSpan();
        double x = points.x(1) - (points.x(33) + points.x(263)) / 2;
        double y = points.y(1) - (points.y(33) + points.y(263)) / 2;
        return (x * ex + y * ey) / points.eyeSpan();
    }

    @Override
    public Landmarks track(Picture frame, Landmarks reference) {
        return mesh.find(frame, around(reference));
    }

    private SquareCrop settle(Picture picture, SquareCrop start) {
        SquareCrop crop = start;
        for (int round = 0; round < ROUNDS; round++) {
            crop = around(mesh.find(picture, crop));
        }
        return crop;
    }

    /** The square turned with the eyes, half as large again as the landmarks' extent. */
    private static SquareCrop around(Landmarks points) {
        double roll = Math.atan2(points.y(263) - points.y(33), points.x(263) - points.x(33));
        double cos = Math.cos(roll);
        double sin = Math.sin(roll);
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int i = 0; i < Landmarks.POINTS; i++) {
            double x = cos * points.x(i) + sin * points.y(i);
            double y = cos * points.y(i) - sin * points.x(i);
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
        }
        double x = (left + right) / 2;
        double y = (top + bottom) / 2;
        double side = CROP * Math.max(right - left, bottom - top);
        return new SquareCrop(cos * x - sin * y, sin * x + cos * y, side, roll);
    }

    /** An upright square with the face a little below the middle, moved into the picture as far as it fits. */
    private static SquareCrop frameAround(Picture picture, SquareCrop crop) {
        double side = Math.min(FRAME * crop.side(), Math.min(picture.width(), picture.height()));
        double x = crop.centreX();
        double y = crop.centreY() + side * (.5 - ABOVE);
        x = Math.max(side / 2, Math.min(picture.width() - side / 2, x));
        y = Math.max(side / 2, Math.min(picture.height() - side / 2, y));
        return new SquareCrop(x, y, side, 0);
    }

    @Override
    public void close() {
        detector.close();
        mesh.close();
    }
}
