package io.talkmatrix.face.app;

import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.Landmarks;
import io.talkmatrix.face.host.DefaultHost;
import io.talkmatrix.face.landmarks.FaceFinder;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import java.util.Locale;

/**
 * {@code HostMesh}: finds the face mesh on the default host's picture and prints it, made symmetric, as the resource that
 * the host keeps. To be run when the painter changed the face.
 */
final class HostMesh {

    private static final int ROUNDS = 3;
    private static final double MIDDLE = 512;

    private HostMesh() {}

    public static void main(String[] args) {
        AvatarSource.Known host = DefaultHost.source();
        try (FaceFinder finder = FaceWorker.finder(1, new Inference(), ModelStore.ofProcess())) {
            Landmarks found = host.landmarks();
            for (int round = 0; round < ROUNDS; round++) {
                found = finder.track(host.picture(), found);
            }
            Landmarks upright = DefaultHost.upright(found);
            Landmarks before = DefaultHost.upright(host.landmarks());
            System.out.println(
                    "# The 468 face mesh points of HostPortrait, x,y on its canvas of 1024: detected once on the "
                            + "painted picture, made symmetric.");
            for (int i = 0; i < Landmarks.POINTS; i++) {
                int twin = twin(before, i);
                System.out.printf(
                        Locale.ROOT,
                        "%.1f,%.1f%n",
                        (upright.x(i) + 2 * MIDDLE - upright.x(twin)) / 2,
                        (upright.y(i) + upright.y(twin)) / 2);
            }
        }
    }

    /** The point that mirrors point {@code i}, by the mesh as it was: symmetric. */
    private static int twin(Landmarks mesh, int i) {
        int nearest = i;
        double least = Double.MAX_VALUE;
        for (int j = 0; j < Landmarks.POINTS; j++) {
            double distance = Math.hypot(mesh.x(j) + mesh.x(i) - 2 * MIDDLE, mesh.y(j) - mesh.y(i));
            if (distance < least) {
                least = distance;
                nearest = j;
            }
        }
        return nearest;
    }
}
