import { useOptimistic, startTransition } from "react";

export function LikeButton({ post, onLike }) {
  const [likes, addLike] = useOptimistic(
    post.likes,
    (current, amount) => current + amount,
  );

  function handleClick() {
    startTransition(async () => {
      addLike(1);
      await onLike(post.id);
    });
  }
  return (
    <button type="button" onClick={handleClick}>
      {likes} {likes === 1 ? "like" : "likes"}
    </button>
  );
}
