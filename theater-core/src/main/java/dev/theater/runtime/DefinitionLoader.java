package dev.theater.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import dev.theater.actor.ActorComponent;
import dev.theater.component.type.ComponentException;
import dev.theater.host.HostRegistry;
import dev.theater.manifest.ChildEntry;
import dev.theater.manifest.HandlerGrant;
import dev.theater.manifest.Manifest;
import dev.theater.manifest.ManifestException;
import dev.theater.manifest.ManifestResolver;
import dev.theater.manifest.ResolvedManifest;
import dev.theater.supervisor.ActorDefinition;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.LoadProblem;
import dev.theater.supervisor.SupervisorException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Makes definitions of manifests: checks what they ask for and loads their components.
 */
final class DefinitionLoader implements ActorDefinition.Source {

	private final ManifestResolver manifests;

	private final HostRegistry hosts;

	private final ComponentCache components;

	private final Ceilings ceilings;

	private final CheckedComponents checked;

	private final GuestRefusals refusals;

	DefinitionLoader(ManifestResolver manifests, HostRegistry hosts, ComponentCache components, Ceilings ceilings) {
		this.manifests = manifests;
		this.hosts = hosts;
		this.components = components;
		this.ceilings = ceilings;
		this.checked = new CheckedComponents(components);
		this.refusals = new GuestRefusals(manifests);
	}

	@Override
	public CompletableFuture<ActorDefinition> load(ActorSpec spec, @Nullable ActorDefinition parent) {
		if (parent == null) {
			return find(spec, null);
		}
		CompletableFuture<ActorDefinition> found;
		try {
			found = find(spec, parent);
		}
		catch (RuntimeException | Error ex) {
			found = CompletableFuture.failedFuture(ex);
		}
		return found.exceptionallyCompose((failure) -> CompletableFuture.failedFuture(this.refusals.of(spec, failure)));
	}

	private CompletableFuture<ActorDefinition> find(ActorSpec spec, @Nullable ActorDefinition parent) {
		try {
			ResolvedManifest resolved = spec.inlineManifest()
				.map(this.manifests::inline)
				.orElseGet(() -> this.manifests.resolve(spec.manifestName().orElseThrow()));
			return define(spec, resolved, parent);
		}
		catch (ManifestException ex) {
			throw (parent == null) ? unusable(spec, ex)
					: new HandlerErrorException(Reason.LOAD, String.valueOf(ex.getMessage()), ex);
		}
	}

	/** Says of a manifest that is not there or cannot be read where it is named. */
	private static HandlerErrorException unusable(ActorSpec spec, ManifestException why) {
		String place = (why.line() == 0 && why.key().isEmpty()) ? spec.namedAt().orElse(null) : null;
		return (place == null) ? new HandlerErrorException(Reason.LOAD, String.valueOf(why.getMessage()), why)
				: new HandlerErrorException(Reason.LOAD, place + ": " + why.getMessage(),
						new LoadProblem.Child(why.source(), place), why);
	}

	@Override
	public @Nullable ActorDefinition ready(ActorSpec spec, @Nullable ActorDefinition parent) {
		String name = spec.manifestName().orElse(null);
		if (name == null || !this.checked.has(name)) {
			return null;
		}
		try {
			ResolvedManifest resolved = this.manifests.unchanged(name);
			if (resolved == null) {
				return null;
			}
			ActorComponent component = this.checked.of(resolved, resolved.component());
			return (component != null) ? define(spec, resolved, component, grants(resolved, parent), parent) : null;
		}
		catch (RuntimeException ex) {
			// whoever loads it will be told
			return null;
		}
	}

	private CompletableFuture<ActorDefinition> define(ActorSpec spec, ResolvedManifest resolved,
			@Nullable ActorDefinition parent) {
		Map<String, Map<String, Object>> grants = grants(resolved, parent);
		return component(resolved, grants.keySet(), parent != null)
			.thenApply((component) -> define(spec, resolved, component, grants, parent));
	}

	private ActorDefinition define(ActorSpec spec, ResolvedManifest resolved, ActorComponent component,
			Map<String, Map<String, Object>> grants, @Nullable ActorDefinition parent) {
		Manifest manifest = resolved.manifest();
		return new ActorDefinition(manifest.name(), manifest.name(), resolved.isInline() ? "inline" : resolved.name(),
				component, spec.init().or(resolved::initState).orElse(null), grants,
				this.ceilings.supervision(manifest.supervision(), parent), manifest.supervision().isPresent(),
				this.ceilings.lifecycle(resolved.name(), manifest.lifecycle(), spec.lifecycle(), parent),
				this.ceilings.limits(resolved.name(), manifest.limits(), parent),
				manifest.children().stream().map((child) -> childSpec(resolved.name(), child)).toList());
	}

	private static ActorSpec childSpec(String source, ChildEntry entry) {
		ActorSpec spec = ActorSpec.manifest(entry.manifest())
			.lifecycle(entry.lifecycle())
			.namedAt(source + ":" + entry.line());
		ActorSpec named = (entry.name() != null) ? spec.name(entry.name()) : spec;
		return entry.initBytes().map(named::init).orElse(named);
	}

	// ---- grants

	private Map<String, Map<String, Object>> grants(ResolvedManifest resolved, @Nullable ActorDefinition parent) {
		String source = resolved.name();
		Map<String, Map<String, Object>> grants = new LinkedHashMap<>();
		for (HandlerGrant grant : resolved.manifest().handlers()) {
			if (!this.hosts.names().contains(grant.type())) {
				throw refused(new LoadProblem.UnknownHandler(source, grant.type()),
						"[[handler]] type = \"" + grant.type() + "\" is no handler of this runtime; there are: "
								+ String.join(", ", this.hosts.names()));
			}
			HandlerKeys.check(source, grant);
			if (parent != null) {
				checkParentHas(source, grant, parent);
			}
			grants.put(grant.type(), grant.keys());
		}
		return grants;
	}

	private static void checkParentHas(String source, HandlerGrant grant, ActorDefinition parent) {
		Map<String, Object> has = parent.grants().get(grant.type());
		if (has == null) {
			throw refused(source, "grants handler '" + grant.type() + "', which its parent '" + parent.name()
					+ "' does not have; a child that a guest starts has no more than its parent");
		}
		if (!HandlerKeys.areKnown(grant.type()) && !grant.keys().equals(has)) {
			// which keys widen a grant and which narrow it, only the handler knows
			// and what they hold may be a secret of the application's
			throw refused(source,
					"handler '" + grant.type() + "' has the keys " + grant.keys().keySet() + ", its parent '"
							+ parent.name() + "' has " + has.keySet()
							+ "; a child that a guest starts has the same as its parent, with the same values");
		}
		HandlerKeys.checkWithin(source, grant, has, parent);
	}

	// ---- the component

	private CompletableFuture<ActorComponent> component(ResolvedManifest resolved, Set<String> granted,
			boolean forGuest) {
		byte[] bytes = resolved.component();
		ActorComponent known = this.checked.of(resolved, bytes);
		if (known != null) {
			return CompletableFuture.completedFuture(known);
		}
		return check(resolved, bytes, granted, forGuest).thenApply((component) -> {
			if (!resolved.isInline()) {
				this.checked.add(resolved, bytes, granted);
			}
			return component;
		});
	}

	private CompletableFuture<ActorComponent> check(ResolvedManifest resolved, byte[] bytes, Set<String> granted,
			boolean forGuest) {
		ComponentCheck check = new ComponentCheck(this.hosts, resolved.name(), resolved.manifest().component(),
				forGuest);
		return refusing(this.components.component(bytes), (ex) -> check.unusable(ex, bytes))
			.thenCompose((component) -> {
				check.imports(component, granted);
				check.exports(component);
				return refusing(this.components.link(bytes, granted), check::unusable);
			})
			.thenApply((linked) -> {
				check.types(linked);
				return linked;
			});
	}

	/** Puts into words what is wrong with a component. */
	private static <T> CompletableFuture<T> refusing(CompletableFuture<T> component,
			Function<ComponentException, HandlerErrorException> words) {
		return component.exceptionallyCompose((failure) -> CompletableFuture
			.failedFuture((failure instanceof ComponentException ex) ? words.apply(ex) : failure));
	}

	static HandlerErrorException refused(String source, String problem) {
		return new HandlerErrorException(Reason.LOAD, source + ": " + problem);
	}

	static HandlerErrorException refused(LoadProblem about, String problem) {
		return new HandlerErrorException(Reason.LOAD, about.manifest() + ": " + problem, about, null);
	}

}
