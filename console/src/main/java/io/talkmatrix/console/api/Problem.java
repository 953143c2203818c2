package io.talkmatrix.console.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A problem document (RFC 9457).
 *
 * @param title what kind of refusal
 * @param status HTTP status
 * @param detail what is wrong and what to do
 * @param field of the request that is wrong, empty if none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String title, int status, String detail, String field) {

    static final String MEDIA_TYPE = "application/problem+json";
}
