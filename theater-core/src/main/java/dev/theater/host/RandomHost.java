package dev.theater.host;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import dev.theater.actor.ActorInstance;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ResultValue;

/**
 * {@code theater:simple/random}: bytes, numbers and ids that nobody can foresee, or that
 * a seed determines.
 */
public final class RandomHost implements BuiltInHandler {

	private static final String INTERFACE = "theater:simple/random";

	private static final GrantKey<Long> MAX_BYTES = GrantKey.size("max_bytes", 1L << 20, 16L << 20);

	private static final SeedKey SEED = new SeedKey();

	private final RandomSource source;

	/** Of incarnations whose grant has a seed. */
	private final Map<ActorInstance, SeededRandom> seeded = new ConcurrentHashMap<>();

	/**
	 * @param source for actors without a seed
	 */
	public RandomHost(RandomSource source) {
		this.source = source;
	}

	@Override
	public String name() {
		return "random";
	}

	@Override
	public GrantKeys grantKeys() {
		return GrantKeys.of(SEED, MAX_BYTES);
	}

	@Override
	public void setUpHostFunctions(HostFunctions functions) {
		functions
			.function(INTERFACE, "random-bytes",
					FunctionType.of(TheaterWit.result(TheaterWit.BYTES), FunctionType.param("length", TheaterWit.U32)),
					this::randomBytes)
			.function(INTERFACE, "random-range",
					FunctionType.of(TheaterWit.result(TheaterWit.U64), FunctionType.param("min", TheaterWit.U64),
							FunctionType.param("max", TheaterWit.U64)),
					this::randomRange)
			.function(INTERFACE, "random-float", FunctionType.of(TheaterWit.result(TheaterWit.F64)), this::randomFloat)
			.function(INTERFACE, "generate-uuid", FunctionType.of(TheaterWit.result(TheaterWit.STRING)),
					this::generateUuid);
	}

	private Object randomBytes(HostCall call, Object[] arguments) {
		long length = (Long) arguments[0];
		long most = call.grant(MAX_BYTES);
		if (length > most) {
			return ResultValue.err("random-bytes of " + length + " bytes are more than max_bytes = "
					+ MAX_BYTES.shown(most) + " in [[handler]] type = \"random\"");
		}
		return ResultValue.ok(bytes(call, (int) length));
	}

	/** Numbers are drawn again until one falls into a whole multiple of the range. */
	private Object randomRange(HostCall call, Object[] arguments) {
		BigInteger min = (BigInteger) arguments[0];
		BigInteger range = ((BigInteger) arguments[1]).subtract(min);
		if (range.signum() <= 0) {
			return ResultValue.err("the range from " + min + " to " + arguments[1]
					+ " is empty; max, which is not in the range itself, must be more than min");
		}
		BigInteger all = BigInteger.ONE.shiftLeft(Long.SIZE);
		BigInteger fair = all.subtract(all.mod(range));
		BigInteger drawn;
		do {
			drawn = new BigInteger(1, bytes(call, Long.BYTES));
		}
		while (drawn.compareTo(fair) >= 0);
		return ResultValue.ok(min.add(drawn.mod(range)));
	}

	/** As many bits as a number below one can have at equal distances. */
	private Object randomFloat(HostCall call, Object[] arguments) {
		return ResultValue.ok((ByteBuffer.wrap(bytes(call, Long.BYTES)).getLong() >>> 11) * 0x1.0p-53);
	}

	private Object generateUuid(HostCall call, Object[] arguments) {
		ByteBuffer bits = ByteBuffer.wrap(bytes(call, 2 * Long.BYTES));
		long high = bits.getLong() & ~0xf000L | 0x4000L;
		long low = bits.getLong() & ~(0b11L << 62) | (0b10L << 62);
		return ResultValue.ok(new UUID(high, low).toString());
	}

	private byte[] bytes(HostCall call, int length) {
		byte[] bytes = new byte[length];
		call.grant(SEED).map((seed) -> seeded(call, seed)).orElse(this.source).nextBytes(bytes);
		return bytes;
	}

	private RandomSource seeded(HostCall call, long seed) {
		ActorInstance instance = GuestHostCall.instanceOf(call);
		SeededRandom known = this.seeded.get(instance);
		if (known != null) {
			return known;
		}
		SeededRandom fresh = new SeededRandom(seed, call.callerPath(), instance.incarnation());
		this.seeded.put(instance, fresh);
		instance.onEnd(() -> this.seeded.remove(instance));
		return fresh;
	}

}
