package io.talkmatrix.face.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talkmatrix.face.pack.PackManifest.Around;
import io.talkmatrix.face.pack.PackManifest.Crop;
import io.talkmatrix.face.pack.PackManifest.PackFile;
import io.talkmatrix.face.pack.PackManifest.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code manifest.json}, written and read. */
final class PackJson {

    private PackJson() {}

    static ObjectNode write(PackManifest manifest) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", manifest.format()).put("name", manifest.name()).put("created", manifest.created());
        json.putObject("source")
                .put("file", manifest.source().file())
                .put("sha256", manifest.source().sha256());
        Crop crop = manifest.crop();
        json.putObject("crop")
                .put("x", crop.x())
                .put("y", crop.y())
                .put("side", crop.side())
                .put("roll", crop.roll());
        file(json.putObject("portrait"), manifest.portrait());
        manifest.matte().ifPresent(matte -> file(json.putObject("matte"), matte));
        manifest.clip().ifPresent(clip -> file(json.putObject("clip"), clip));
        manifest.around().ifPresent(around -> {
            ObjectNode into = json.putObject("around");
            file(into, around.picture());
            into.put("left", around.left()).put("top", around.top());
        });
        json.put("licence", manifest.licence()).put("consent", manifest.consent());
        ArrayNode warnings = json.putArray("warnings");
        manifest.warnings().forEach(warnings::add);
        ArrayNode landmarks = json.putArray("landmarks");
        for (double value : manifest.landmarks()) {
            landmarks.add(Math.round(value * 100) / 100.0);
        }
        return json;
    }

    private static void file(ObjectNode json, PackFile file) {
        json.put("file", file.file()).put("sha256", file.sha256());
    }

    /** @throws IllegalArgumentException naming the field that is missing or wrong */
    static PackManifest read(JsonNode json) {
        int format = required(json, "format").asInt(-1);
        if (format != PackManifest.FORMAT) {
            throw new IllegalArgumentException("format is " + required(json, "format") + ": this program reads format "
                    + PackManifest.FORMAT + "; make the pack anew with ./talkmatrix avatar create");
        }
        JsonNode crop = required(json, "crop");
        JsonNode points = required(json, "landmarks");
        double[] landmarks = new double[points.size()];
        for (int i = 0; i < landmarks.length; i++) {
            landmarks[i] = points.get(i).asDouble(Double.NaN);
        }
        List<String> warnings = new ArrayList<>();
        json.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        JsonNode source = required(json, "source");
        return new PackManifest(
                format,
                text(json, "name"),
                text(json, "created"),
                new Source(text(source, "file"), text(source, "sha256")),
                new Crop(number(crop, "x"), number(crop, "y"), number(crop, "side"), number(crop, "roll")),
                file(required(json, "portrait")),
                landmarks,
                json.has("matte") ? Optional.of(file(json.get("matte"))) : Optional.empty(),
                json.has("clip") ? Optional.of(file(json.get("clip"))) : Optional.empty(),
                json.has("around") ? Optional.of(around(json.get("around"))) : Optional.empty(),
                text(json, "licence"),
                text(json, "consent"),
                warnings);
    }

    private static Around around(JsonNode json) {
        return new Around(file(json), (int) number(json, "left"), (int) number(json, "top"));
    }

    private static PackFile file(JsonNode json) {
        String name = text(json, "file");
        if (!name.matches("[a-z0-9-]+\\.(png|jpg|bin)")) {
            throw new IllegalArgumentException("file " + name + " is no name of a file in a pack");
        }
        return new PackFile(name, text(json, "sha256"));
    }

    private static String text(JsonNode json, String field) {
        JsonNode value = required(json, field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + " is no text");
        }
        return value.asText();
    }

    private static double number(JsonNode json, String field) {
        JsonNode value = required(json, field);
        if (!value.isNumber()) {
            throw new IllegalArgumentException(field + " is no number");
        }
        return value.asDouble();
    }

    private static JsonNode required(JsonNode json, String field) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
