package io.talkmatrix.face.app;

import io.talkmatrix.face.AvatarLibrary;
import io.talkmatrix.face.FaceEngine;
import io.talkmatrix.face.FaceEngines;
import io.talkmatrix.face.FaceStage;
import io.talkmatrix.face.FrameCoder;
import io.talkmatrix.face.IdleStore;
import io.talkmatrix.face.JpegEncoder;
import io.talkmatrix.face.Picture;
import io.talkmatrix.face.clip.ClipEngine;
import io.talkmatrix.face.h264.H264Coder;
import io.talkmatrix.face.hearing.NetworkHearing;
import io.talkmatrix.face.landmarks.AlignedPortrait;
import io.talkmatrix.face.landmarks.BlazeFace;
import io.talkmatrix.face.landmarks.FaceFinder;
import io.talkmatrix.face.landmarks.FaceMesh;
import io.talkmatrix.face.landmarks.PortraitAligner;
import io.talkmatrix.face.light.RoomLights;
import io.talkmatrix.face.live.IdlePacks;
import io.talkmatrix.face.live.LabellingCoder;
import io.talkmatrix.face.portrait.PortraitReader;
import io.talkmatrix.face.scene.SceneEngine;
import io.talkmatrix.face.warp.WarpAvatar;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.inference.Device;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.OnnxModel;
import io.talkmatrix.inference.models.Models;
import io.talkmatrix.media.live.AvatarPacks;
import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.StageFailedException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Puts the face stage together. */
public final class FaceWorker {

    private static final String MODEL_FILE = "model.onnx";
    private static final int MOST_WAITING = 256;

    private FaceWorker() {}

    /** The stage with its models loaded; closing it closes them. */
    public static FaceStage create(FaceConfig config, Inference inference, Models models) {
        FaceFinder finder = finder(config.threads(), inference, models);
        WarpFaceEngine warp = new WarpFaceEngine(new Shared(finder), new RoomLights(PortraitReader::read));
        ThreadPoolExecutor loader = new ThreadPoolExecutor(
                1, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), FaceWorker::thread);
        loader.allowCoreThreadTimeOut(true);
        Looks looks = new Looks(new AvatarNames(config.avatars()), finder);
        NeuralEngines neural = new NeuralEngines(config.neural(), warp, inference, models);
        Map<String, FaceEngines.Loader> loaders = new TreeMap<>();
        loaders.put(FaceConfig.WARP, () -> inScenes(warp));
        NeuralEngines.NAMES.forEach(name -> loaders.put(name, () -> inScenes(neural.load(name))));
        FaceEngines engines = new FaceEngines(
                loaders,
                config.engine(),
                config.neural().fallbackEngine(),
                engine -> new AvatarLibrary(engine, looks, loader, config.avatarsKept()));
        FaceStage.Settings settings = new FaceStage.Settings(
                coders(config),
                config.avatarDeadline(),
                idle(config),
                new ClipFolders(config.avatars()),
                NetworkHearing.load());
        FaceStage stage = new FaceStage(engines, settings, System::nanoTime, () -> {
            loader.shutdownNow();
            finder.close();
        });
        try {
            stage.engine();
            return stage;
        } catch (StageFailedException e) {
            stage.close();
            throw new IllegalArgumentException("talkmatrix.face.engine=" + config.engine() + ": " + e.getMessage(), e);
        }
    }

    /** With clips and scenes, which are the same for all engines. */
    private static FaceEngine inScenes(FaceEngine engine) {
        return SceneEngine.over(ClipEngine.over(engine));
    }

    /** Used by several engines, closed by none of them. */
    private record Shared(PortraitAligner finder) implements PortraitAligner {
        @Override
        public AlignedPortrait align(String name, Picture picture, int size) {
            return finder.align(name, picture, size);
        }

        @Override
        public void close() {
            // the stage closes the finder
        }
    }

    private static FrameCoder.Factory coders(FaceConfig config) {
        FrameCoder.Factory plain =
                switch (config.codec()) {
                    case JPEG -> (width, height) -> new JpegEncoder(width, height, config.jpegQuality());
                    case H264 -> (width, height) -> new H264Coder(width, height, bits(config, width, height));
                };
        return config.aiLabel()
                ? (width, height) -> new LabellingCoder(plain.open(width, height), width, height)
                : plain;
    }

    /** Larger frames need more bits, though fewer for each pixel. */
    private static int bits(FaceConfig config, int width, int height) {
        double times = (double) width * height / (WarpAvatar.SIZE * WarpAvatar.SIZE);
        return (int) (config.bitsPerSecond() * Math.max(1, Math.pow(times, .75)));
    }

    /** Sinks loop H.264 only. */
    private static IdleStore idle(FaceConfig config) {
        String coding = config.bitsPerSecond() + (config.aiLabel() ? "/ai" : "");
        return config.idleClips()
                .filter(folder -> config.codec() == FrameGroup.Codec.H264)
                .<IdleStore>map(folder -> new IdlePacks(new AvatarPacks(folder), coding))
                .orElse(IdleStore.none());
    }

    /** Finds faces with the models of the catalogue. */
    public static FaceFinder finder(int threads, Inference inference, Models models) {
        Path blazeface = models.file("blazeface", MODEL_FILE);
        Path facemesh = models.file("facemesh", MODEL_FILE);
        OnnxModel detector =
                inference.load(blazeface, Inference.Options.threads(threads).on(Device.CPU));
        try {
            OnnxModel mesh =
                    inference.load(facemesh, Inference.Options.threads(threads).on(Device.CPU));
            return new FaceFinder(new BlazeFace(detector), new FaceMesh(mesh));
        } catch (RuntimeException e) {
            detector.close();
            throw e;
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "avatar-loader");
        thread.setDaemon(true);
        return thread;
    }
}
