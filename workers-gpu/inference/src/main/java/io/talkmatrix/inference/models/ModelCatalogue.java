package io.talkmatrix.inference.models;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models this product knows. Immutable. */
public final class ModelCatalogue {

    private final Map<String, ModelEntry> entries = new LinkedHashMap<>();

    public ModelCatalogue(Collection<ModelEntry> models) {
        for (ModelEntry model : models) {
            if (entries.put(model.id(), model) != null) {
                throw new IllegalArgumentException("the catalogue has two models named " + model.id());
            }
        }
    }

    /** The built-in catalogue, {@code catalogue.json} beside this class. */
    public static ModelCatalogue builtIn() {
        try (InputStream in = ModelCatalogue.class.getResourceAsStream("catalogue.json")) {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the built-in model catalogue cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads a catalogue; an unknown key or a missing one is an error. */
    public static ModelCatalogue read(InputStream json) throws IOException {
        Document document = new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(json, Document.class);
        return new ModelCatalogue(document.models());
    }

    /** All models, in the order of the catalogue. */
    public List<ModelEntry> all() {
        return List.copyOf(entries.values());
    }

    /** Ids of the models that {@code models pull} fetches when none is named. */
    public List<String> defaultSet() {
        return all().stream()
                .filter(m -> m.use() == ModelEntry.Use.DEFAULT)
                .map(ModelEntry::id)
                .toList();
    }

    public Optional<ModelEntry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** @throws IllegalArgumentException naming the models there are */
    public ModelEntry get(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException(
                "there is no model '" + id + "' in the catalogue; known: " + String.join(", ", entries.keySet())));
    }

    private record Document(List<ModelEntry> models) {}
}
