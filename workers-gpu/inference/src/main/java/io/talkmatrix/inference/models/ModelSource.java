package io.talkmatrix.inference.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;

/** Where files of a model come from. The sources of a model are tried in order until every file is there. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ModelSource.HuggingFace.class, name = "huggingface"),
    @JsonSubTypes.Type(value = ModelSource.ModelScope.class, name = "modelscope"),
    @JsonSubTypes.Type(value = ModelSource.Maven.class, name = "maven"),
    @JsonSubTypes.Type(value = ModelSource.PyPi.class, name = "pypi"),
    @JsonSubTypes.Type(value = ModelSource.Npm.class, name = "npm"),
})
public sealed interface ModelSource {

    /** What people call it, for messages: {@code npm kokoro-js@1.2.1}. */
    String describe();

    /** A model hub: files are downloaded one by one over HTTP. */
    sealed interface Hub extends ModelSource {

        String repository();

        String revision();

        /** The model's file name → path inside the repository. */
        Map<String, String> files();
    }

    /** Packages of a registry: fetched by the registry's own client, then unpacked. */
    sealed interface Packages extends ModelSource {

        List<PackageRef> packages();

        List<Take> take();
    }

    record HuggingFace(String repository, String revision, Map<String, String> files) implements Hub {
        @Override
        public String describe() {
            return "Hugging Face " + repository;
        }
    }

    record ModelScope(String repository, String revision, Map<String, String> files) implements Hub {
        @Override
        public String describe() {
            return "ModelScope " + repository;
        }
    }

    record Maven(List<PackageRef> packages, List<Take> take) implements Packages {
        @Override
        public String describe() {
            return "Maven " + PackageRef.join(packages, ":");
        }
    }

    record PyPi(List<PackageRef> packages, List<Take> take) implements Packages {
        @Override
        public String describe() {
            return "PyPI " + PackageRef.join(packages, "==");
        }
    }

    record Npm(List<PackageRef> packages, List<Take> take) implements Packages {
        @Override
        public String describe() {
            return "npm " + PackageRef.join(packages, "@");
        }
    }

    /**
     * One package at one version.
     *
     * @param name name in its registry; {@code group:artifact} for Maven
     * @param bytes size of the archive, for progress
     * @param python Python version whose wheel is taken, for wheels that hold native code; null otherwise
     * @param platform platform tag of that wheel; null otherwise
     */
    record PackageRef(String name, String version, long bytes, String python, String platform) {

        static String join(List<PackageRef> packages, String between) {
            return String.join(
                    ", ",
                    packages.stream().map(p -> p.name() + between + p.version()).toList());
        }
    }

    /** A file of the model is the concatenation of these entries. */
    record Take(String file, List<Part> parts) {}

    /**
     * @param packageName one of the source's packages
     * @param entry path inside that package's archive
     */
    record Part(@JsonProperty("package") String packageName, String entry) {}
}
