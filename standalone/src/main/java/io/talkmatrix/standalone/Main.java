package io.talkmatrix.standalone;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.talkmatrix.standalone.cli.TalkMatrixCommand;
import jakarta.inject.Inject;
import picocli.CommandLine;

/** Entry of the one-process program. */
@QuarkusMain
public class Main implements QuarkusApplication {

    @Inject
    CommandLine.IFactory factory;

    public static void main(String[] args) {
        Quarkus.run(Main.class, (code, failure) -> System.exit(code), args);
    }

    @Override
    public int run(String... args) {
        return new CommandLine(new TalkMatrixCommand(), factory).execute(args);
    }
}
