package dev.theater.host;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.RecordValue;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.ValueType;
import dev.theater.component.wasm.MemoryBudget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code theater:simple/store}: contents by their hash, and labels that point to them. An
 * actor has stores of its own, which end with it, or the one that its manifest names.
 */
public final class StoreHost implements BuiltInHandler {

	private static final Logger logger = LoggerFactory.getLogger(StoreHost.class);

	private static final String INTERFACE = "theater:simple/store";

	private static final StoreNameKey NAME = new StoreNameKey();

	private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

	/** Guests ask as often as they like. */
	private static final long WARN_EVERY_NANOS = 60_000_000_000L;

	private final ContentStore store;

	private final GrantKey<Long> maxSize;

	private final GrantKey<Long> maxContent;

	private final GrantKey<Long> maxLabels;

	private final MemoryBudget memory;

	private final Executor workers;

	private final ActorMessaging actors;

	private final Map<ActorId, OwnSpaces> own = new ConcurrentHashMap<>();

	private final Map<String, ContentSpace> shared = new ConcurrentHashMap<>();

	private final AtomicLong warnedAt = new AtomicLong(System.nanoTime() - WARN_EVERY_NANOS);

	/**
	 * @param store keeps contents and labels
	 * @param most what manifests may allow, and do if they say nothing
	 * @param memory heap that all guests together may hold
	 * @param workers asks a store that may block
	 * @param actors tells when an actor is gone
	 */
	public StoreHost(ContentStore store, ContentQuota most, MemoryBudget memory, Executor workers,
			ActorMessaging actors) {
		this.store = store;
		this.maxSize = GrantKey.size("max_size", most.size(), most.size());
		this.maxContent = GrantKey.count("max_content", most.contents(), most.contents());
		this.maxLabels = GrantKey.count("max_labels", most.labels(), most.labels());
		this.memory = memory;
		this.workers = workers;
		this.actors = actors;
	}

	@Override
	public String name() {
		return "store";
	}

	@Override
	public GrantKeys grantKeys() {
		return GrantKeys.of(NAME, this.maxSize, this.maxContent, this.maxLabels);
	}

	// ---- what guests may import

	@Override
	public void setUpHostFunctions(HostFunctions functions) {
		FunctionType.Param id = FunctionType.param("store-id", TheaterWit.STRING);
		FunctionType.Param ref = FunctionType.param("content-ref", TheaterWit.CONTENT_REF);
		FunctionType.Param content = FunctionType.param("content", TheaterWit.BYTES);
		functions.type(INTERFACE, "content-ref", TheaterWit.CONTENT_REF)
			.function(INTERFACE, "new", FunctionType.of(TheaterWit.result(TheaterWit.STRING)), this::create);
		offer(functions, "store", TheaterWit.CONTENT_REF,
				(space, call, given) -> ref(space.put((byte[]) given[1], quota(call))), id, content);
		offer(functions, "get", TheaterWit.BYTES, (space, call, given) -> space.get(hash(given[1])), id, ref);
		offer(functions, "exists", TheaterWit.BOOL, (space, call, given) -> space.has(hash(given[1])), id, ref);
		offer(functions, "list-all-content", new ListType(TheaterWit.CONTENT_REF),
				(space, call, given) -> space.contents().stream().map(StoreHost::ref).toList(), id);
		offer(functions, "calculate-total-size", TheaterWit.U64,
				(space, call, given) -> BigInteger.valueOf(space.size()), id);
		setUpLabels(functions, id, ref, content);
	}

	private void setUpLabels(HostFunctions functions, FunctionType.Param id, FunctionType.Param ref,
			FunctionType.Param content) {
		FunctionType.Param label = FunctionType.param("label", TheaterWit.STRING);
		offer(functions, "label", null, (space, call, given) -> {
			space.label((String) given[1], hash(given[2]), false, quota(call));
			return null;
		}, id, label, ref);
		offer(functions, "replace-at-label", null, (space, call, given) -> {
			space.label((String) given[1], hash(given[2]), true, quota(call));
			return null;
		}, id, label, ref);
		offer(functions, "remove-label", null, (space, call, given) -> {
			space.unlabel((String) given[1], null);
			return null;
		}, id, label);
		offer(functions, "remove-from-label", null, (space, call, given) -> {
			space.unlabel((String) given[1], hash(given[2]));
			return null;
		}, id, label, ref);
		offer(functions, "store-at-label", TheaterWit.CONTENT_REF,
				(space, call, given) -> ref(space.putAt((String) given[1], (byte[]) given[2], false, quota(call))), id,
				label, content);
		offer(functions, "replace-content-at-label", TheaterWit.CONTENT_REF,
				(space, call, given) -> ref(space.putAt((String) given[1], (byte[]) given[2], true, quota(call))), id,
				label, content);
		offer(functions, "get-by-label", new OptionType(TheaterWit.CONTENT_REF),
				(space, call, given) -> space.newest((String) given[1]).map(StoreHost::ref), id, label);
		offer(functions, "list-labels", new ListType(TheaterWit.STRING), (space, call, given) -> space.labels(), id);
	}

	/** What a function does in the store that it is called for. */
	private interface Operation {

		@Nullable Object in(ContentSpace space, HostCall call, Object[] arguments);

	}

	private void offer(HostFunctions functions, String name, @Nullable ValueType result, Operation operation,
			FunctionType.Param... params) {
		functions.function(INTERFACE, name, FunctionType.of(TheaterWit.result(result), params), (call, arguments) -> {
			ContentSpace space = space(call, (String) arguments[0]);
			Optional<Object> done = perform(call, () -> Optional.ofNullable(operation.in(space, call, arguments)));
			return done.map(ResultValue::ok).orElseGet(ResultValue::ok);
		});
	}

	/** On the guest's own thread what is quick, on another one what may block. */
	private <T> T perform(HostCall call, Supplier<T> operation) {
		if (this.store.isInMemory()) {
			return guarded(operation);
		}
		return GuestHostCall.instanceOf(call)
			.waits()
			.forBegun(() -> CompletableFuture.supplyAsync(() -> guarded(operation), this.workers));
	}

	/** What fails in a store is not for guests to know. */
	private <T> T guarded(Supplier<T> operation) {
		try {
			return operation.get();
		}
		catch (ContentRefusal ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			failed(ex);
			throw new ContentRefusal("the content store failed; the runtime's log says why");
		}
	}

	private void failed(RuntimeException why) {
		long now = System.nanoTime();
		long before = this.warnedAt.get();
		if (now - before >= WARN_EVERY_NANOS && this.warnedAt.compareAndSet(before, now)) {
			logger.warn("The content store failed; guests get an error", why);
		}
		else {
			logger.debug("The content store failed", why);
		}
	}

	// ---- values

	private static RecordValue ref(String hash) {
		return RecordValue.of("hash", hash);
	}

	private static String hash(Object ref) {
		String hash = (String) ((RecordValue) ref).get("hash");
		if (!HASH.matcher(hash).matches()) {
			throw new ContentRefusal("the hash " + ShownValue.of(hash)
					+ " is none; it must be a SHA-256 of 64 hexadecimal digits in lower case, as store answers it");
		}
		return hash;
	}

	private ContentQuota quota(HostCall call) {
		return new ContentQuota(call.grant(this.maxSize), call.grant(this.maxContent), call.grant(this.maxLabels));
	}

	// ---- stores

	private Object create(HostCall call, Object[] arguments) {
		return ResultValue.ok(call.grant(NAME).orElseGet(() -> ownOf(call.caller()).create()));
	}

	private ContentSpace space(HostCall call, String id) {
		if (call.grant(NAME).filter(id::equals).isPresent()) {
			return this.shared.computeIfAbsent(id, this::open);
		}
		OwnSpaces spaces = this.own.get(call.caller());
		ContentSpace space = (spaces != null) ? spaces.space(id) : null;
		if (space == null) {
			throw new ContentRefusal("the actor has no store " + ShownValue.of(id) + "; new() answers the id of one");
		}
		return space;
	}

	/** Manifests say how many shared ones there are, not guests. */
	private ContentSpace open(String name) {
		ContentUsage usage = new ContentUsage(this.memory.account(true), this.store.isInMemory());
		return new ContentSpace(this.store, ContentStore.SHARED + name, usage, false);
	}

	private OwnSpaces ownOf(ActorId actor) {
		OwnSpaces known = this.own.get(actor);
		if (known != null) {
			return known;
		}
		OwnSpaces fresh = new OwnSpaces(this.store, this.memory);
		OwnSpaces other = this.own.putIfAbsent(actor, fresh);
		if (other != null) {
			return other;
		}
		watch(actor, fresh);
		return fresh;
	}

	/** The watch ends with the actor, as all do. */
	@SuppressWarnings("resource")
	private void watch(ActorId actor, OwnSpaces spaces) {
		this.actors.watch(actor, (reason) -> {
			this.own.remove(actor);
			this.workers.execute(() -> guarded(() -> {
				spaces.drop();
				return spaces;
			}));
		});
	}

}
