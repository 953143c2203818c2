package io.talkmatrix.console.api;

/** A request that is refused, with what its sender is told. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }

    static ProblemException badField(String field, String detail) {
        return new ProblemException(new Problem("A value is not allowed", 400, field + ": " + detail, field));
    }

    static ProblemException badRequest(String detail) {
        return new ProblemException(new Problem("The request cannot be read", 400, detail, ""));
    }

    static ProblemException notFound(String detail) {
        return new ProblemException(new Problem("Not found", 404, detail, ""));
    }

    static ProblemException conflict(String field, String detail) {
        return new ProblemException(new Problem("Already there", 409, detail, field));
    }

    static ProblemException tooMany(String detail) {
        return new ProblemException(new Problem("Too many", 429, detail, ""));
    }

    static ProblemException unavailable(String detail) {
        return new ProblemException(new Problem("Not available", 503, detail, ""));
    }
}
