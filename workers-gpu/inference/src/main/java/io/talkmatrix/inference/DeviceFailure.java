package io.talkmatrix.inference;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what a GPU could not do from what is wrong with a model or its input. ONNX Runtime has one error code for most
 * failures of its providers ({@code ORT_FAIL}), so the words decide: its macros write {@code CUDA failure 700: …}, with
 * the library's name in front.
 */
final class DeviceFailure {

    private static final Set<OrtErrorCode> OF_A_PROVIDER =
            Set.of(OrtErrorCode.ORT_EP_FAIL, OrtErrorCode.ORT_ENGINE_ERROR, OrtErrorCode.ORT_DEVICE_RESET);

    /** These would come on the CPU, too. */
    private static final Set<OrtErrorCode> OF_THE_MODEL = Set.of(
            OrtErrorCode.ORT_INVALID_ARGUMENT,
            OrtErrorCode.ORT_NO_SUCHFILE,
            OrtErrorCode.ORT_NO_MODEL,
            OrtErrorCode.ORT_INVALID_PROTOBUF,
            OrtErrorCode.ORT_INVALID_GRAPH,
            OrtErrorCode.ORT_NOT_IMPLEMENTED);

    private static final Pattern WORDS = Pattern.compile(
            "\\bCU[A-Z_]{2,12} (failure|error)\\b.*|\\bTensorRT EP\\b.*|\\bFailed to allocate memory\\b.*"
                    + "|\\bAvailable memory of\\b.*",
            Pattern.DOTALL);

    private static final Pattern PLACE_IN_THE_SOURCE = Pattern.compile("\\s*;\\s*(GPU|hostname|file|line|expr)\\s*=");
    private static final int MOST_CHARACTERS = 120;

    private DeviceFailure() {}

    /** Whether another device might do what this one could not. */
    static boolean is(Device device, OrtException e) {
        if (device.kind() == Device.Kind.CPU || OF_THE_MODEL.contains(e.getCode())) {
            return false;
        }
        return OF_A_PROVIDER.contains(e.getCode())
                || e.getMessage() != null && WORDS.matcher(e.getMessage()).find();
    }

    /** What the device says, without names of files and machines, 120 characters at most. */
    static String reason(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        Matcher words = WORDS.matcher(message);
        String told = words.find() ? words.group() : message;
        Matcher place = PLACE_IN_THE_SOURCE.matcher(told);
        String brief = (place.find() ? told.substring(0, place.start()) : told)
                .replaceAll("\\s+", " ")
                .strip();
        return brief.length() <= MOST_CHARACTERS ? brief : brief.substring(0, MOST_CHARACTERS) + "…";
    }
}
