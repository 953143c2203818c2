package io.talkmatrix.standalone.cli;

import picocli.CommandLine;

/** The command line. */
@CommandLine.Command(name = "talkmatrix", mixinStandardHelpOptions = true)
public class TalkMatrixCommand implements Runnable {
    @CommandLine.Spec
    CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
