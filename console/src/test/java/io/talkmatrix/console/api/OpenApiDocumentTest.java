package io.talkmatrix.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The document that is served is the one that the resources describe. */
@QuarkusTest
class OpenApiDocumentTest {

    private static final Path FILE = Path.of("src/main/resources/io/talkmatrix/console/openapi.json");
    private static final String HOW =
            "mvn -pl console -am test -Dtest=OpenApiDocumentTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dtalkmatrix.docs.write=true";

    @TestHTTPResource("/")
    URI root;

    @Test
    void theServedDocumentDescribesTheResources() throws IOException, InterruptedException {
        String made = sorted(get("/made-openapi?format=json"));
        if (Boolean.getBoolean("talkmatrix.docs.write")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, made);
        }

        assertThat(Files.readString(FILE)).as("out of date, written by: " + HOW).isEqualTo(made);
        assertThat(sorted(get("/q/openapi"))).isEqualTo(made);
    }

    private String get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(root.resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }

    private static String sorted(String json) throws IOException {
        ObjectMapper mapper = new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        return mapper.writeValueAsString(mapper.readValue(json, Object.class)).replace("\r\n", "\n") + "\n";
    }
}
