package io.talkmatrix.stage;

/**
 * What does a stage's work.
 *
 * @param engine name of the engine, for example {@code whisper-onnx}
 * @param model model id of the catalogue, for example {@code whisper-base}
 * @param device {@code cpu}, {@code cuda:0}, {@code remote} …
 * @param precision {@code int8}, {@code f32}, {@code f16} …
 */
public record EngineInfo(String engine, String model, String device, String precision) {

    public String deviceAndPrecision() {
        return precision.isEmpty() ? device : device + "/" + precision;
    }

    public String engineAndModel() {
        return model.isEmpty() ? engine : engine + "/" + model;
    }
}
