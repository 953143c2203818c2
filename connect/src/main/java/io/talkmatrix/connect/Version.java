package io.talkmatrix.connect;

/** Version of the plugins, as a worker shows it. */
public final class Version {

    private Version() {}

    public static String ofPlugins() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
