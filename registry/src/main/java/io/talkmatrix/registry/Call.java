package io.talkmatrix.registry;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One HTTP request, taken apart.
 *
 * @param method GET, POST, PUT or DELETE
 * @param path decoded segments, without empty ones
 * @param query first value of each parameter
 * @param body text, empty if there is none
 */
record Call(String method, List<String> path, Map<String, String> query, String body) {

    static Call of(String method, URI uri, String body) {
        List<String> path = new ArrayList<>();
        for (String segment : uri.getRawPath().split("/")) {
            if (!segment.isEmpty()) {
                // '+' is itself in a path, and a space only in a query
                path.add(decoded(segment.replace("+", "%2B")));
            }
        }
        Map<String, String> query = new HashMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                query.putIfAbsent(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return new Call(method, path, query, body);
    }

    boolean is(String wantedMethod, String... pattern) {
        if (!method.equals(wantedMethod) || pattern.length != path.size()) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            if (!pattern[i].equals("*") && !pattern[i].equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    boolean flag(String name) {
        return "true".equalsIgnoreCase(query.getOrDefault(name, "false"));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RegistryError(400, 400, "the address is not well encoded: " + e.getMessage());
        }
    }
}
