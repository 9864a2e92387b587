/// The part of a file of version 3 to which a byte belongs.
func partOfFile(at offset: Int, columns: Int, archives: Int) -> String {
    var rest = offset
    let parts = [
        ("stat_head", 1, 128), ("ds_def", columns, 120), ("rra_def", archives, 120), ("live_head", 1, 16),
        ("pdp_prep", columns, 112), ("cdp_prep", archives * columns, 80), ("rra_ptr", archives, 8),
    ]
    for (name, count, size) in parts {
        guard rest >= count * size else { return "\(name)[\(rest / size)] + \(rest % size)" }
        rest -= count * size
    }
    return "rows + \(rest)"
}
