package io.talkmatrix.schemas;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** A registry within this process, for tests and topologies without a network. Ids count from 1. */
public final class InMemoryRegistryClient implements RegistryClient {

    private final List<Schema> schemas = new ArrayList<>();

    @Override
    public synchronized int idOf(String subject, Schema schema) {
        int index = schemas.indexOf(schema);
        if (index >= 0) {
            return index + 1;
        }
        schemas.add(schema);
        return schemas.size();
    }

    @Override
    public synchronized Schema schemaOf(int id) {
        if (id < 1 || id > schemas.size()) {
            throw new UnknownSchemaException("the registry in memory has no schema with id " + id, id);
        }
        return schemas.get(id - 1);
    }

    @Override
    public void close() {
        // nothing is held
    }
}
