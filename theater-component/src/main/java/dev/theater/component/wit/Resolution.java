package dev.theater.component.wit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Resolves all interfaces and worlds. What is wrong is thrown at once; what is right and
 * not supported is kept until somebody asks for that interface or world, so that a large
 * package serves who needs only its plain parts.
 */
final class Resolution {

	/** An answer, or why there is none. */
	record Answer<T>(@Nullable T value, @Nullable WitException refusal) {

		T orThrow() {
			if (this.value != null) {
				return this.value;
			}
			throw this.refusal != null ? this.refusal : new IllegalStateException("neither answer nor refusal");
		}

	}

	private final Catalog catalog;

	private final TypeResolver types;

	private final Map<String, Answer<WitInterface>> interfaces = new LinkedHashMap<>();

	private final Map<String, Answer<WitWorld>> worlds = new LinkedHashMap<>();

	private @Nullable WitException refusal;

	Resolution(List<List<Syntax.File>> packages, Set<String> features) {
		this.catalog = new Catalog(features);
		this.types = new TypeResolver(this.catalog);
		packages.forEach(this.catalog::add);
		this.catalog.complete();
		for (Scope scope : this.catalog.interfaces()) {
			this.interfaces.put(scope.name, resolve(scope, this.catalog.docsOf(scope.name)));
		}
		for (Catalog.World world : this.catalog.worlds()) {
			WorldResolver resolver = new WorldResolver(this, this.catalog);
			this.worlds.put(world.fullName(), resolver.resolve(world));
		}
	}

	Map<String, Answer<WitInterface>> interfaces() {
		return this.interfaces;
	}

	Map<String, Answer<WitWorld>> worlds() {
		return this.worlds;
	}

	Answer<WitInterface> resolve(Scope scope, String docs) {
		this.refusal = null;
		Map<String, ValueType> resolved = new LinkedHashMap<>();
		Map<String, WitDefinition> definitions = new LinkedHashMap<>();
		scope.definitions.forEach((name, named) -> {
			definitions.put(name, named.definition());
			attempt(() -> resolved.put(name, this.types.named(scope, name, named.place())));
		});
		Map<String, FunctionType> functions = new LinkedHashMap<>();
		Map<String, WitFunction> written = new LinkedHashMap<>();
		scope.functions.forEach((name, function) -> {
			written.put(name, function.function());
			attempt(() -> functions.put(name, this.types.function(scope, function.name(), function.function())));
		});
		if (this.refusal != null) {
			return new Answer<>(null, this.refusal);
		}
		WitBody body = new WitBody(definitions, written, scope.docs);
		return new Answer<>(new WitInterface(scope.name, docs, body, resolved, functions), null);
	}

	/** A function of a world. */
	Answer<FunctionType> resolve(Scope scope, Syntax.ExternFunction function) {
		this.refusal = null;
		FunctionType[] type = new FunctionType[1];
		attempt(() -> type[0] = this.types.function(scope, function.name(), function.function()));
		return new Answer<>(type[0], this.refusal);
	}

	private void attempt(Runnable step) {
		try {
			step.run();
		}
		catch (WitException ex) {
			if (ex.unsupportedFeature().isEmpty()) {
				throw ex;
			}
			this.refusal = this.refusal != null ? this.refusal : ex;
		}
	}

}
